"""LibreOffice without a window: older office formats -> docx and xlsx.

Every try has a private folder of its own for the file, for LibreOffice's settings and for what it
leaves behind; in these settings no macro runs, no link is followed and no network is reached.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from policyparse.errors import UnreadableSource

VARIABLE = "POLICYPARSE_SOFFICE"  # where soffice is, if it is in none of the usual places
SECONDS = 60.0  # for one try
TRIES = 2
MOST_BYTES = 200_000_000  # of a converted file
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_NAMES = ("soffice", "libreoffice")
_PLACES = (  # beside PATH: Linux (also 统信, 麒麟), macOS, Windows
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/opt/apps/*libreoffice*/files/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice*/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice*/program/soffice.exe",
)
_SAVE_AS = "也可以用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 再试"
_INSTALL = (
    "请安装 LibreOffice（免费；Windows 从 zh-cn.libreoffice.org 下载；统信、麒麟、Ubuntu 运行"
    " apt install libreoffice-writer libreoffice-calc）；已装在别处的，用环境变量"
    f" {VARIABLE} 写明 soffice 的位置；{_SAVE_AS}"
)
# Path, property and value of each setting; those that a version does not know it passes over.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),  # no macro is trusted
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),  # never
    ("Office.Calc/Content/Update", "Link", "1"),  # never
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),  # all by one proxy, which is not there
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetFTPProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}"><value>{}</value></prop></item>'
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    + "</oor:items>\n"
)


@dataclass(frozen=True, slots=True)
class Input:
    """What the content is: a suffix, and the filter of LibreOffice that is to read it.

    Left to itself LibreOffice reads what it does not know as plain text.
    """

    suffix: str
    filter: str = ""  # none where a format has several, which it tells apart well


def convert(source: Path, data: bytes, kind: Input, target: str) -> bytes:
    """A file as docx or xlsx (``target``)."""
    office = find_soffice(source)
    timed_out = False
    for _ in range(TRIES):
        with TemporaryDirectory(prefix="policyparse-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            (folder / f"in{kind.suffix}").write_bytes(data)
            timed_out = not _run(_command(office, folder, kind, target), folder)
            with suppress(FileNotFoundError):
                return _result(source, folder / "out" / f"in.{target}")
    if timed_out:
        raise UnreadableSource(
            source,
            f"LibreOffice 转换超过{SECONDS:.0f}秒没有完成，已停止",
            hint=f"请关闭其他程序后重试；{_SAVE_AS}",
            code="converter-timeout",
        )
    raise UnreadableSource(
        source,
        "LibreOffice 没有转换成功，文件可能已损坏或设有打开密码",
        hint="请用 Word、Excel 或 WPS 打开核对，另存为 .docx 或 .xlsx 再试",
        code="converter-failed",
    )


def find_soffice(source: Path) -> Path:
    """The program: named by the user, on PATH, or where it is usually put."""
    named = os.environ.get(VARIABLE)
    found = Path(named) if named else next(_candidates(), None)
    if found is not None and found.is_file():
        return found
    problem = f"环境变量 {VARIABLE} 所写的 {named} 不存在" if named else "本机没有找到 LibreOffice"
    raise UnreadableSource(
        source, f"{problem}，这种格式要由它转换后读取", hint=_INSTALL, code="converter-missing"
    )


def _candidates() -> Iterator[Path]:
    for name in _NAMES:
        found = shutil.which(name)
        if found and Path(found).is_absolute():  # on Windows the current folder comes first
            yield Path(found)
    for pattern in _PLACES:
        place = Path(pattern)
        yield from sorted(Path(place.anchor).glob(str(place.relative_to(place.anchor))))


def _command(office: Path, folder: Path, kind: Input, target: str) -> list[str]:
    settings = folder / "profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    return [
        str(office),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        *((f"--infilter={kind.filter}",) if kind.filter else ()),
        *("--convert-to", _FILTERS[target]),
        *("--outdir", str(folder / "out"), str(folder / f"in{kind.suffix}")),
    ]


def _run(command: list[str], folder: Path) -> bool:
    """Run to the end, or stop it with all that it has started: whether it ended in time."""
    (folder / "tmp").mkdir()
    places = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder / "tmp"))
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=os.environ | places | {"SAL_USE_VCLPLUGIN": "svp"},
            start_new_session=True,  # a group of its own
        )
    except OSError:  # not a program, no permission: there will be no result
        return True
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _kill(process)
    return True


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and what it has started; those that have ended are passed over."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _result(source: Path, made: Path) -> bytes:
    size = made.stat().st_size
    if size > MOST_BYTES:
        raise UnreadableSource(
            source,
            f"转换后的文件过大（{size // 1_000_000} MB）",
            hint="请把文件拆小，或者删去其中的图片后再试",
            code="too-large",
        )
    return made.read_bytes()
