"""Which neighbouring syllables form one word, exactly as pyvi 0.1.1 decides it, and much faster.

plain   one text at a time, without NumPy       model   pyvi's files, a record a surface
batch   many texts at a time, with NumPy        crf     the file format of the model
ties    decisions too close for a sum in another order
"""
