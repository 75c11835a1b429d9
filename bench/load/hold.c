// hold: opens connections, has one byte echoed on each, and keeps them open until its standard input ends.
//
//   hold PORT CONNECTIONS
//
// Prints "holding CONNECTIONS" once every byte is back. Exits with 1 on a wrong byte or any error.
#define _GNU_SOURCE
#include "clock.h"

int main(int argc, char **argv) {
  int port = argc == 3 ? atoi(argv[1]) : 0, count = argc == 3 ? atoi(argv[2]) : 0;
  if (port <= 0 || count <= 0) {
    fprintf(stderr, "hold PORT CONNECTIONS\n");
    return 2;
  }
  int *held = calloc((size_t)count, sizeof *held);
  if (!held) fail("calloc");
  for (int i = 0; i < count; i++) {
    unsigned char byte = (unsigned char)(i * 31 + 1), answer = (unsigned char)~byte;
    held[i] = connect_to(port);
    if (send(held[i], &byte, 1, MSG_NOSIGNAL) != 1) fail("hold: send");
    if (recv(held[i], &answer, 1, 0) != 1) fail("hold: recv");
    if (answer != byte) {
      fprintf(stderr, "hold: a wrong byte came back\n");
      return 1;
    }
  }
  printf("holding %d\n", count);
  fflush(stdout);
  while (getchar() != EOF) {
  }
  return 0;
}
