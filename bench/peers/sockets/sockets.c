// The least that the sockets of sockets.sh can cost: blocking calls, nothing else.
//
//   sockets udp                       answers datagrams; prints "listening on 127.0.0.1:PORT"
//   sockets sink                      reads streams to their end, and answers each with one byte; prints "listening on 127.0.0.1:PORT"
//   sockets sendall PORT BYTES        sends so many bytes by send(2) and waits for the answer; prints "seconds=S"
//   sockets sendfile PORT FILE        sends a file by sendfile(2) and waits for the answer; prints "seconds=S"
#define _GNU_SOURCE
#include "../../load/clock.h"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>

enum { BUFFER = 1 << 20 };

static int listen_on_any(int type) {
  struct sockaddr_in address = {.sin_family = AF_INET};
  socklen_t length = sizeof address;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) || (type == SOCK_STREAM && listen(fd, 16)) ||
      getsockname(fd, (struct sockaddr *)&address, &length))
    fail("sockets: listen");
  printf("listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return fd;
}

static void answer_datagrams(void) {
  int fd = listen_on_any(SOCK_DGRAM);
  char bytes[2048];
  for (;;) {
    struct sockaddr_in from;
    socklen_t length = sizeof from;
    ssize_t n = recvfrom(fd, bytes, sizeof bytes, 0, (struct sockaddr *)&from, &length);
    if (n < 0) fail("recvfrom");
    if (sendto(fd, bytes, (size_t)n, 0, (struct sockaddr *)&from, length) < 0) fail("sendto");
  }
}

static void sink(void) {
  int listener = listen_on_any(SOCK_STREAM);
  char *bytes = malloc(BUFFER);
  for (;;) {
    int fd = accept(listener, 0, 0);
    if (fd < 0) fail("accept");
    ssize_t n;
    while ((n = recv(fd, bytes, BUFFER, 0)) > 0) {}
    if (n < 0 || send(fd, "", 1, MSG_NOSIGNAL) != 1) fail("sink");
    close(fd);
  }
}

static int finish(int fd, uint64_t started) {
  char byte;
  shutdown(fd, SHUT_WR);
  if (recv(fd, &byte, 1, 0) != 1) fail("recv");
  printf("seconds=%.4f\n", (double)(nanoseconds(CLOCK_MONOTONIC) - started) / 1e9);
  return 0;
}

static int send_all(int port, size_t size) {
  char *bytes = malloc(size);
  memset(bytes, 7, size);
  int fd = connect_to(port);
  uint64_t started = nanoseconds(CLOCK_MONOTONIC);
  for (size_t sent = 0; sent < size;) {
    ssize_t n = send(fd, bytes + sent, size - sent, MSG_NOSIGNAL);
    if (n < 0) fail("send");
    sent += (size_t)n;
  }
  return finish(fd, started);
}

static int send_file(int port, const char *path) {
  struct stat status;
  int file = open(path, O_RDONLY), fd = connect_to(port);
  if (file < 0 || fstat(file, &status)) fail(path);
  uint64_t started = nanoseconds(CLOCK_MONOTONIC);
  for (off_t offset = 0; offset < status.st_size;)
    if (sendfile(fd, file, &offset, (size_t)(status.st_size - offset)) <= 0) fail("sendfile");
  return finish(fd, started);
}

int main(int argc, char **argv) {
  if (argc == 2 && !strcmp(argv[1], "udp")) answer_datagrams();
  if (argc == 2 && !strcmp(argv[1], "sink")) sink();
  if (argc == 4 && !strcmp(argv[1], "sendall")) return send_all(atoi(argv[2]), (size_t)atoll(argv[3]));
  if (argc == 4 && !strcmp(argv[1], "sendfile")) return send_file(atoi(argv[2]), argv[3]);
  fprintf(stderr, "sockets udp | sink | sendall PORT BYTES | sendfile PORT FILE\n");
  return 2;
}
