"""`python launch.py PORT PROGRAM ARGUMENT…`: run a bot whose Discord is on that port.

PROGRAM is a module (`bot`) or the path of a script.
"""

import runpy
import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

port, program = sys.argv[1:3]
Route.BASE = f"http://127.0.0.1:{port}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}/gateway/")
sys.argv = sys.argv[2:]
if program.endswith(".py"):
    runpy.run_path(program, run_name="__main__")
else:
    runpy.run_module(program, run_name="__main__", alter_sys=True)
