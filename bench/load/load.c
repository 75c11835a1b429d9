// load: a closed loop of echo requests over loopback, on one thread.
//
//   load --port N | --udp N | --unix PATH [--connections N] [--bytes N] [--seconds S] [--warm S] [--pid SERVER]
//
// Each connection sends one request, takes every byte of the answer, compares it with what it sent, and sends the next. No two requests in a row are
// alike, nor are those of neighbouring connections, so an answer that is late, doubled or another's is seen. What is done before --warm has passed is
// checked but not counted. With --pid, the CPU time of that process is read (/proc/PID/stat, all its threads) as the measured window begins and ends.
//
// Prints one line of name=value pairs. Exits with 1 on a wrong byte, a lost connection or any error.
#define _GNU_SOURCE
#include "clock.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <string.h>
#include <sys/epoll.h>

enum { EVENTS = 512, PATTERN = 4099, FINE = 6, BUCKETS = 64 << FINE };

typedef struct {
  int fd;
  size_t sent, received;
  unsigned offset; // of this request within the pattern
  uint64_t started;
  int waits_to_send;
} connection;

typedef struct {
  uint64_t wall, own;
  long long user, system; // of the server, in clock ticks
} sample;

static size_t size = 128;
static unsigned char *pattern, *answer;
static long long counted, buckets[BUCKETS];
static int poller, counting;

// Log-linear: 64 buckets for each power of two, so a percentile is exact to 1.6 %.
static unsigned bucket_of(uint64_t value) {
  unsigned shift = 63 - FINE - (unsigned)__builtin_clzll(value | (1u << FINE));
  return (shift << FINE) + (unsigned)(value >> shift);
}

static double microseconds_of(unsigned bucket) {
  unsigned shift = bucket < (2u << FINE) ? 0 : (bucket >> FINE) - 1;
  return (double)((uint64_t)(bucket - (shift << FINE)) << shift) / 1000;
}

static double percentile(double share) {
  long long left = (long long)(share * (double)counted);
  for (unsigned i = 0; i < BUCKETS; i++)
    if ((left -= buckets[i]) < 0) return microseconds_of(i);
  return 0;
}

static sample take(int pid) {
  sample s = {.wall = nanoseconds(CLOCK_MONOTONIC), .own = nanoseconds(CLOCK_PROCESS_CPUTIME_ID)};
  if (pid == 0) return s;
  char path[64], text[1024];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  FILE *file = fopen(path, "r");
  size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;
  if (file) fclose(file);
  text[length] = 0;
  // The name of the process may hold spaces and parentheses; the fields begin after the last one.
  char *fields = strrchr(text, ')');
  if (!fields || sscanf(fields + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lld %lld", &s.user, &s.system) != 2) {
    fprintf(stderr, "load: no process %d\n", pid);
    exit(1);
  }
  return s;
}

static void watch(connection *c, int operation) {
  struct epoll_event e = {.events = EPOLLIN | (c->waits_to_send ? EPOLLOUT : 0), .data.ptr = c};
  if (epoll_ctl(poller, operation, c->fd, &e)) fail("epoll_ctl");
}

static void send_more(connection *c) {
  while (c->sent < size) {
    ssize_t n = send(c->fd, pattern + c->offset + c->sent, size - c->sent, MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN) fail("load: send");
    if (n < 0) break;
    c->sent += (size_t)n;
  }
  int waits = c->sent < size;
  if (waits != c->waits_to_send) {
    c->waits_to_send = waits;
    watch(c, EPOLL_CTL_MOD);
  }
}

static void begin(connection *c, uint64_t now) {
  c->sent = c->received = 0;
  c->started = now;
  c->offset = (c->offset + 1) % PATTERN;
  send_more(c);
}

static void receive(connection *c) {
  ssize_t n = recv(c->fd, answer, size - c->received, 0);
  if (n < 0 && errno == EAGAIN) return;
  if (n < 0) fail("load: recv");
  if (n == 0) {
    fprintf(stderr, "load: the server closed a connection\n");
    exit(1);
  }
  if (memcmp(answer, pattern + c->offset + c->received, (size_t)n)) {
    fprintf(stderr, "load: a wrong byte came back\n");
    exit(1);
  }
  c->received += (size_t)n;
  if (c->received < size) return;
  uint64_t now = nanoseconds(CLOCK_MONOTONIC);
  if (counting) {
    counted++;
    buckets[bucket_of(now - c->started)]++;
  }
  begin(c, now);
}

static void run_until(uint64_t end) {
  struct epoll_event events[EVENTS];
  while (nanoseconds(CLOCK_MONOTONIC) < end) {
    int n = epoll_wait(poller, events, EVENTS, 50);
    if (n < 0 && errno != EINTR) fail("epoll_wait");
    for (int i = 0; i < n; i++) {
      connection *c = events[i].data.ptr;
      if (events[i].events & EPOLLOUT) send_more(c);
      if (events[i].events & ~(unsigned)EPOLLOUT) receive(c);
    }
  }
}

static void print(sample from, sample to) {
  double seconds = (double)(to.wall - from.wall) / 1e9, tick = 1e6 / (double)sysconf(_SC_CLK_TCK);
  double user = (double)(to.user - from.user) * tick, system = (double)(to.system - from.system) * tick, count = (double)counted;
  printf("requests=%lld seconds=%.3f rps=%.0f p50_us=%.1f p99_us=%.1f p999_us=%.1f", counted, seconds, count / seconds, percentile(.5),
         percentile(.99), percentile(.999));
  printf(" user_us=%.3f sys_us=%.3f cpu_us=%.3f busy_pct=%.1f load_pct=%.1f\n", user / count, system / count, (user + system) / count,
         (user + system) / (seconds * 1e4), (double)(to.own - from.own) / (seconds * 1e7));
}

int main(int argc, char **argv) {
  static const struct option options[] = {{"port", 1, 0, 'p'}, {"connections", 1, 0, 'c'}, {"bytes", 1, 0, 'b'}, {"seconds", 1, 0, 's'},
                                          {"warm", 1, 0, 'w'}, {"pid", 1, 0, 'i'}, {"udp", 1, 0, 'u'}, {"unix", 1, 0, 'x'},
                                          {0}};
  int port = 0, udp = 0, count = 100, pid = 0, option;
  const char *path = 0;
  double seconds = 5, warm = 1;
  while ((option = getopt_long(argc, argv, "", options, 0)) >= 0) {
    if (option == 'p') port = atoi(optarg);
    else if (option == 'c') count = atoi(optarg);
    else if (option == 'b') size = (size_t)atoll(optarg);
    else if (option == 's') seconds = atof(optarg);
    else if (option == 'w') warm = atof(optarg);
    else if (option == 'i') pid = atoi(optarg);
    else if (option == 'u') udp = atoi(optarg);
    else if (option == 'x') path = optarg;
    else return 2;
  }
  if ((port <= 0 && udp <= 0 && !path) || count <= 0 || size == 0 || seconds <= 0 || warm < 0 || optind < argc) {
    fprintf(stderr, "load --port N | --udp N | --unix PATH [--connections N] [--bytes N] [--seconds S] [--warm S] [--pid SERVER]\n");
    return 2;
  }

  pattern = malloc(size + PATTERN);
  answer = malloc(size);
  connection *connections = calloc((size_t)count, sizeof *connections);
  if (!pattern || !answer || !connections) fail("malloc");
  uint32_t random = 2463534242u; // xorshift32, its published seed
  for (size_t i = 0; i < size + PATTERN; i++) {
    random ^= random << 13, random ^= random >> 17, random ^= random << 5;
    pattern[i] = (unsigned char)(random >> 24);
  }

  poller = epoll_create1(EPOLL_CLOEXEC);
  for (int i = 0; i < count; i++) {
    connections[i].fd = path ? connect_to_path(path) : udp ? connect_datagrams_to(udp) : connect_to(port);
    connections[i].offset = (unsigned)i * 37 % PATTERN;
    fcntl(connections[i].fd, F_SETFL, O_NONBLOCK);
    watch(&connections[i], EPOLL_CTL_ADD);
  }
  for (int i = 0; i < count; i++) begin(&connections[i], nanoseconds(CLOCK_MONOTONIC));

  run_until(nanoseconds(CLOCK_MONOTONIC) + (uint64_t)(warm * 1e9));
  sample from = take(pid);
  counting = 1;
  run_until(from.wall + (uint64_t)(seconds * 1e9));
  sample to = take(pid);
  if (counted == 0) {
    fprintf(stderr, "load: no answer came\n");
    return 1;
  }
  print(from, to);
  return 0;
}
