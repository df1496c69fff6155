"""What a segment knows of its own language: its words, which stand side by side, phrases and titles.

reading   the text of some articles, put back into its order from postings
words     the words of the file, by fold
bigrams   which words follow which, how often
phrases   what is said again and again, `casing` how it is written
titles    every place in a title where a syllable begins
writing   all of it as `MAIN_<name>.lang`; `part` opens that, `model` looks over all segments
"""
