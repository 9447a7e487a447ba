"""Files in and out: staged, shown, applied, undone; one way for all that staff bring as files.

    a file -> read -> check -> compare -> stage -> apply -> (undo)
              sheets  rows     with the   shown    all or
                               database   to staff nothing

What is applied is exactly what was staged and shown, or nothing: the staged import keeps the
differences themselves and a token of the state they were compared with.
"""
