def toc_name(): return "_MAIN_1.toc"
def toc(entries): return b"x"
