"""Plans of two levels -> verdicts: what a lower plan makes of an upper one. 上下级对照"""
