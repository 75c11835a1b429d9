using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// What every socket is ready for, by poll(2) and by epoll(7), and whether whoever waits was told.
public sealed partial class InternetLikeLinuxSpecs
{
    // Linux may still be about to deliver, on a thread of its own.
    private void CompareLevels()
    {
        string real = string.Empty;
        string simulated = string.Empty;
        bool isSame = SpinWait.SpinUntil(() => (real = Levels(0)) == (simulated = Levels(1)), Patience);
        Assert.True(isSame, $"Ready:\nLinux:     {real}\nsimulated: {simulated}\n{WhatWasMade()}");
        TakeEvents(0);
        TakeEvents(1);
    }

    private string Levels(int i) => string.Join(' ', Enumerable.Range(0, Places).Where(place => Sockets[place][i] != 0).Select(place =>
    {
        int socket = Sockets[place][i];
        string level = string.Empty;
        foreach (SelectMode mode in Enum.GetValues<SelectMode>())
        {
            level += Sides[i].Poll(socket, mode).IsOk ? $"{mode.ToString()[6]}" : "-";
        }

        foreach (Readiness interest in new[] { Readiness.Readable, Readiness.Writable })
        {
            var events = new PollEvent[1];
            Expect.Ok(_foreign[i].AddForeign(socket, interest, 0, 0));
            int count = Expect.Ok(_foreign[i].Poll(events, 0));
            level += count == 0 ? "-" : $"{(events[0].Readiness & interest).ToString()[0]}";
            _foreign[i].RemoveForeign(socket);
        }

        KernelResult available = Sides[i].GetAvailable(socket);
        return $"{place}:{level}{(available.IsOk ? available.Value : -1)}";
    }));

    // Whoever was told to wait is told when the wait is over.
    private void TakeEvents(int i)
    {
        var events = new PollEvent[2 * Places];
        int forgotten = -1;
        bool areAllTold = SpinWait.SpinUntil(
            () =>
            {
                Take();
                forgotten = Array.FindIndex(Sockets, place => place[i] != 0 && Waits(place));
                return forgotten < 0;
            },
            Patience);
        Assert.True(areAllTold, $"{Sides[i].Name}: {forgotten} waits, and no event has come, {WhatWasMade()}");

        void Take()
        {
            int count;
            while ((count = Expect.Ok(_owners[i].Poll(events, 0))) != 0)
            {
                foreach (PollEvent one in events.AsSpan(0, count))
                {
                    _waits[one.Slot][i] &= ~one.Readiness;
                }
            }
        }

        bool Waits(int[] sockets)
        {
            int place = Array.IndexOf(Sockets, sockets);
            return IsReady(place, i, _waits[place][i]);
        }
    }

    private bool IsReady(int place, int i, Readiness direction) =>
        ((direction & Readiness.Readable) != 0 && Sides[i].Poll(Sockets[place][i], SelectMode.SelectRead).IsOk)
        || ((direction & Readiness.Writable) != 0 && Sides[i].Poll(Sockets[place][i], SelectMode.SelectWrite).IsOk);
}
