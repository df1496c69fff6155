"""Our engine beside others, on the same analysed terms, the same questions, in the same run.

corpus    JSON Lines -> analysed articles in a file, once for all engines
queries   questions drawn from them with a seed
brute     what the answers must be, by scanning everything
peers     an adapter an engine; `ours` is one of them
run       builds, checks, times
"""
