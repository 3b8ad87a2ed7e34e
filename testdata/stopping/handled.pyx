"""A program that catches KeyboardInterrupt goes on.

interrupt
exit 4
^begins
^caught
"""
import sys
import time

try:
    print("begins", flush=True)
    time.sleep(3600)
except KeyboardInterrupt:
    print("caught")
    sys.exit(4)
