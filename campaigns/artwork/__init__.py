"""The pictures and clips of the demonstration, drawn by code: nobody's work but the project's.

Only `manage.py make_seed_media` uses this; its results are kept under seeds/media/.
"""
