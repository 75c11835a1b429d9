"""An echo server of gevent: a greenlet for each connection.

    echo.py PORT        prints "listening on 127.0.0.1:PORT"; 0 takes a free port
"""
import sys

from gevent import socket
from gevent.server import StreamServer


def echo(connection, _):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        while data := connection.recv(4096):
            connection.sendall(data)
    except OSError:
        pass


server = StreamServer(("127.0.0.1", int(sys.argv[1])), echo, backlog=4096)
server.start()
print(f"listening on 127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
