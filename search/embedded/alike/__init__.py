"""Passages of articles that are worded like a text, over one snapshot: `similar` joins the steps.

pasted       the text, read            passages   the passage of an article that is most like it
candidates   which articles hold it    quoting    the document that is cited beside a passage
shared       runs that two texts share
"""
