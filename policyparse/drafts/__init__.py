"""Two drafts of one plan: what changed in who does what. 稿次比对"""
