"""Content out to a spreadsheet and in again.

    key,title_en,title_vi,title_id,topics        one row an object; keys are what it is known by
    cups,Two cups,Hai tách trà,,distress         an empty cell keeps what is there, `-` clears it

An import changes working copies, is recorded as its person's change, and publishes nothing.
"""
