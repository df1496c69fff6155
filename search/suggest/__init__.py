"""Helps while a query is typed, and where it finds little: marks left out, slips, keys of an input method.

    keystrokes   Telex and VNI typed without an input method: `ddarng vie6n`
    restoring    the likeliest marks of words typed without: `dang vien` -> `đảng viên`
    typos        words of the index one slip away: `did_you_mean`
    names        names of a short list in which what is typed stands
    completing   what is typed begins these phrases: reads and ranks; the index finds

All of it knows only what the index holds (`model.Language`); nothing here reads files.
"""
