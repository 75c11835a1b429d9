/* Two threads on one processor wake each other by sem_post(3) and wait in sem_wait(3): what a thread greenlet's switch is made of.
   Prints the median of several rounds, in nanoseconds there and back. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 15, SWITCHES = 50000 };

static sem_t there, back;

static void *answer(void *unused)
{
    for (int i = 0; i < ROUNDS * SWITCHES; i++) {
        sem_wait(&there);
        sem_post(&back);
    }
    return unused;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(void)
{
    cpu_set_t one;
    pthread_t other;
    double rounds[ROUNDS];

    CPU_ZERO(&one);
    CPU_SET(0, &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0 || sem_init(&there, 0, 0) != 0 || sem_init(&back, 0, 0) != 0 ||
        pthread_create(&other, NULL, answer, NULL) != 0) {
        perror("switch");
        return 1;
    }

    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        for (int i = 0; i < SWITCHES; i++) {
            sem_post(&there);
            sem_wait(&back);
        }
        rounds[round] = (now() - start) / SWITCHES;
    }

    pthread_join(other, NULL);
    qsort(rounds, ROUNDS, sizeof *rounds, by_value);
    printf("%.0f\n", rounds[ROUNDS / 2]);
    return 0;
}
