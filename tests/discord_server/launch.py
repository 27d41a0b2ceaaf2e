"""`python launch.py PORT ARGUMENT…`: run `python -m bot ARGUMENT…`, its Discord being on that port."""

import runpy
import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

port = sys.argv[1]
Route.BASE = f"http://127.0.0.1:{port}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}/gateway/")
sys.argv = ["bot", *sys.argv[2:]]
runpy.run_module("bot", run_name="__main__", alter_sys=True)
