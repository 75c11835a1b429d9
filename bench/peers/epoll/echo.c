// The least that an echo server on one thread can cost: level-triggered epoll, one recv and one send for each request, nothing allocated for a
// connection unless its peer does not keep up.
//
//   echo PORT        prints "listening on 127.0.0.1:PORT"; 0 takes a free port
//   echo PATH        the same on a Unix path, which must not exist; prints "listening on PATH:0"
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { EVENTS = 512, BUFFER = 64 * 1024 };

// What a peer has not taken yet. While there is any, nothing more is read from it.
typedef struct {
  int fd;
  size_t length, sent;
  char *bytes;
} connection;

static int poller;
static char buffer[BUFFER];

static void watch(connection *c, int operation, unsigned events) {
  struct epoll_event e = {.events = events, .data.ptr = c};
  epoll_ctl(poller, operation, c->fd, &e);
}

static void end(connection *c) {
  close(c->fd);
  free(c->bytes);
  free(c);
}

static void accept_all(int listener) {
  int fd, one = 1;
  while ((fd = accept4(listener, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    connection *c = calloc(1, sizeof *c);
    c->fd = fd;
    watch(c, EPOLL_CTL_ADD, EPOLLIN);
  }
}

// The number of bytes that the peer's window took; -1 for a connection that has failed.
static ssize_t send_some(int fd, const char *bytes, size_t length) {
  size_t sent = 0;
  while (sent < length) {
    ssize_t n = send(fd, bytes + sent, length - sent, MSG_NOSIGNAL);
    if (n < 0) return errno == EAGAIN ? (ssize_t)sent : -1;
    sent += (size_t)n;
  }
  return (ssize_t)sent;
}

static void flush(connection *c) {
  ssize_t n = send_some(c->fd, c->bytes + c->sent, c->length - c->sent);
  if (n < 0) {
    end(c);
  } else if ((c->sent += (size_t)n) == c->length) {
    free(c->bytes);
    c->bytes = 0;
    watch(c, EPOLL_CTL_MOD, EPOLLIN);
  }
}

static void echo(connection *c) {
  ssize_t received = recv(c->fd, buffer, sizeof buffer, 0);
  if (received < 0 && errno == EAGAIN) return;
  ssize_t sent = received <= 0 ? -1 : send_some(c->fd, buffer, (size_t)received);
  if (sent < 0) {
    end(c);
  } else if (sent < received) {
    c->sent = 0;
    c->length = (size_t)(received - sent);
    c->bytes = malloc(c->length);
    memcpy(c->bytes, buffer + sent, c->length);
    watch(c, EPOLL_CTL_MOD, EPOLLOUT);
  }
}

static int listen_on_port(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  socklen_t length = sizeof address;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), one = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(fd, (struct sockaddr *)&address, length) || listen(fd, 4096) || getsockname(fd, (struct sockaddr *)&address, &length)) {
    perror("echo");
    exit(1);
  }
  printf("listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
  return fd;
}

static int listen_on_path(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path, path, sizeof address.sun_path - 1);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, 4096)) {
    perror("echo");
    exit(1);
  }
  printf("listening on %s:0\n", path);
  return fd;
}

int main(int argc, char **argv) {
  const char *where = argc > 1 ? argv[1] : "0";
  connection listener = {.fd = where[0] == '/' ? listen_on_path(where) : listen_on_port(atoi(where))};
  fflush(stdout);

  poller = epoll_create1(EPOLL_CLOEXEC);
  watch(&listener, EPOLL_CTL_ADD, EPOLLIN);
  struct epoll_event events[EVENTS];
  for (;;) {
    int n = epoll_wait(poller, events, EVENTS, -1);
    for (int i = 0; i < n; i++) {
      connection *c = events[i].data.ptr;
      if (c == &listener) accept_all(listener.fd);
      else if (c->bytes) flush(c);
      else echo(c);
    }
  }
}
