namespace Akka.Greensock.Tests;

/// <summary>The wheel against a sorted list that does the same, slowly.</summary>
public class TimerWheelModelSpecs
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 12)]
    [InlineData(3, 20)]
    [InlineData(4, 37)]
    public void The_wheel_fires_what_a_sorted_list_would_in_its_order(int seed, int largestExponent)
    {
        for (int round = 0; round < 100; round++)
        {
            new Model(new Random((seed * 1_000) + round), largestExponent).Run(400);
        }
    }

    private sealed class Model(Random random, int largestExponent)
    {
        private readonly TimerWheel _wheel = new();
        private readonly SortedList<(long Deadline, int Order), Entry> _armed = [];
        private readonly List<Entry> _fired = [];
        private long _tick;
        private int _order;

        public void Run(int steps)
        {
            _tick = random.NextInt64(0, 1L << random.Next(0, 40));
            _wheel.Advance(_tick, int.MaxValue);
            for (int i = 0; i < steps; i++)
            {
                switch (random.Next(4))
                {
                    case 0 or 1:
                        Arm(new Entry(this));
                        break;
                    case 2 when _armed.Count > 0:
                        Cancel(_armed.Values[random.Next(_armed.Count)]);
                        break;
                    default:
                        Advance(_tick + Distance(), random.Next(3) == 0 ? random.Next(1, 4) : int.MaxValue);
                        break;
                }

                Check();
            }

            while (_armed.Count > 0)
            {
                Advance(Math.Max(_tick, _wheel.NextTick()), int.MaxValue);
                Check();
            }
        }

        private long NextDeadline => _armed.Count == 0 ? long.MaxValue : _armed.Keys[0].Deadline;

        private long Distance() => random.NextInt64(0, 1L << random.Next(0, largestExponent + 1));

        private void Arm(Entry entry)
        {
            long asked = _tick + Distance() - random.Next(2);
            _wheel.Arm(entry, asked);
            entry.Key = (Math.Clamp(asked, _wheel.Now + 1, _wheel.Now + TimerWheel.MaximumTicks), _order++);
            _armed.Add(entry.Key, entry);
        }

        private void Cancel(Entry entry)
        {
            _wheel.Cancel(entry);
            Assert.False(entry.IsArmed);
            Assert.True(_armed.Remove(entry.Key));
        }

        private void Advance(long tick, int budget)
        {
            _tick = tick;
            _fired.Clear();
            int reported = _wheel.Advance(tick, budget);
            Assert.Equal(_fired.Count, reported);
            Assert.True(reported <= budget);
            Assert.True(_wheel.Now <= tick);
            Assert.True(reported == budget || NextDeadline > tick, "something due was left though the budget was not");
        }

        private void Check()
        {
            Assert.Equal(_armed.Count, _wheel.Count);
            Assert.True(_wheel.NextTick() <= NextDeadline, "NextTick is late");
            Assert.Equal(_armed.Count == 0, _wheel.NextTick() == long.MaxValue);
        }

        private void Due(Entry entry)
        {
            Assert.True(_armed.Count > 0 && _armed.Values[0] == entry, "not the one whose turn it is");
            Assert.True(entry.Key.Deadline <= _tick, "early");
            Assert.Equal(entry.Key.Deadline, _wheel.Now);
            _armed.RemoveAt(0);
            _fired.Add(entry);
            if (random.Next(4) == 0)
            {
                Arm(entry);
            }
            else if (random.Next(8) == 0 && _armed.Count > 0)
            {
                Cancel(_armed.Values[random.Next(_armed.Count)]);
            }
        }

        private sealed class Entry(Model model) : HubTimer
        {
            public (long Deadline, int Order) Key;

            internal override void OnDue() => model.Due(this);
        }
    }
}
