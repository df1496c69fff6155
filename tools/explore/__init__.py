"""`tratin portals check URL`, for people.

exploring   a portal is explored with the settings of a home folder, and the draft of its file is written
telling     what was found, as lines
words       why there is no page, and what is to be known, in both languages
"""
