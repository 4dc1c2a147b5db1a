"""``python -m policyparse`` is the same as ``policyparse``."""

from policyparse.cli import main

main()
