"""One file per screen (x.py and x.kv). No Kivy here: see catalogue.py for the table."""
