using System.Net;
using System.Net.Sockets;

namespace Akka.Greensock.Tests;

// The number is closed under the call, and given to another socket, while what the call waited for is under way.
public abstract partial class CloseMatrixSpecs
{
    private const int Attempts = 100;

    public static TheoryData<string, string> Reuses => CloseMatrix.Sensible("descriptor reuse");

    [Theory]
    [MemberData(nameof(Reuses))]
    public void A_number_that_is_used_again_has_nothing_of_the_old_one(string call, string end)
    {
        CloseCell cell = CloseMatrix.Of(call, end);
        OnHub(
            async () =>
            {
                UseResolver(cell);
                using Bystanders others = await Bystanders.ParkedAsync(_kernel);
                foreach (Moment moment in Enum.GetValues<Moment>())
                {
                    Holdings before = Held();
                    int attempts = 0;
                    while (!await IsUsedAgainAsync(cell, moment))
                    {
                        Assert.True(++attempts < Attempts, "no newcomer has ever got the number");
                    }

                    others.StillWait();
                    await PolledAsync();
                    Assert.Equal(before, Held());
                }
            },
            _options);
        NothingIsLeft();
    }

    /// <summary>False where somebody else of this process was faster, and nothing was seen.</summary>
    private async Task<bool> IsUsedAgainAsync(CloseCell cell, Moment moment)
    {
        using MatrixCall call = await MatrixCall.PrepareAsync(cell.Call, cell.End, _kernel, _resolver);
        using var saboteur = new Saboteur(_kernel, await RawSockets.ConnectionAsync(_kernel));
        Newcomer? newcomer = null;
        await PolledAsync();
        saboteur.OnTold = () =>
        {
            int number = call.Number;
            call.Close();
            newcomer = Newcomer.WithNumber(_kernel, number, call.NewcomersOwn);
        };
        if (moment == Moment.InThePollBeforeItsEvent)
        {
            saboteur.WillBeTold();
        }

        Greenlet<object?> parked = await StartedAsync(call.MakeAsync);
        Assert.False(parked.IsDead, $"it does not wait: {parked.Exception}");
        await call.HappenAsync();
        if (moment == Moment.BeforeThePoll)
        {
            saboteur.OnTold();
        }
        else if (moment == Moment.InThePollAfterItsEvent)
        {
            saboteur.WillBeTold();
        }

        await PolledAsync();
        Exception? exception = await EndOfAsync(parked);
        cell.Check(null, exception);
        if (newcomer is null)
        {
            return false;
        }

        using (newcomer)
        {
            await newcomer.HasNothingOfTheOldOneAsync();
        }

        return true;
    }

    /// <summary>When the number changes hands.</summary>
    private enum Moment
    {
        BeforeThePoll,
        InThePollBeforeItsEvent,
        InThePollAfterItsEvent,
    }

    /// <summary>A descriptor whose event does harm while the hub still has others of the same poll to tell.</summary>
    private sealed class Saboteur : Descriptor, IDisposable
    {
        private readonly IKernel _kernel;
        private readonly int _peer;
        private bool _armed;

        public Saboteur(IKernel kernel, (int Client, int Server) raw)
            : base(Hub.Current!, raw.Client)
        {
            _kernel = kernel;
            _peer = raw.Server;
            RawSockets.Made(Hub.Watch(this));
        }

        public Action OnTold { get; set; } = static () => { };

        public void WillBeTold()
        {
            _armed = true;
            RawSockets.Made(_kernel.Send(_peer, [1], SocketFlags.None));
            Until(() => _kernel.GetAvailable(Number).Value > 0);
        }

        public void Dispose()
        {
            Hub.Unwatch(this);
            _kernel.Close(Number);
            _kernel.Close(_peer);
        }

        internal override void OnReady(Readiness readiness)
        {
            if (_armed)
            {
                _armed = false;
                OnTold();
            }
        }

        internal override void OnHubEnded()
        {
        }
    }

    /// <summary>A socket that has got the number, and waits in the one way that the old call did not.</summary>
    private sealed class Newcomer : IDisposable
    {
        private readonly DescriptorLedger _kernel;
        private readonly GreenSocket _socket;
        private readonly int _number;
        private readonly string _own;
        private readonly Greenlet<int> _waiter;
        private readonly Greenlet _ready;

        private Newcomer(DescriptorLedger kernel, GreenSocket socket, int number, string own)
        {
            (_kernel, _socket, _number, _own) = (kernel, socket, number, own);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            if (own == "accept")
            {
                socket.Listen(1);
            }

            _waiter = Greenlet.Spawn<int>(own == "accept" ? AcceptAsync : ReceiveFromAsync);
            _ready = Greenlet.Spawn(async () => await Bsd.WaitReadAsync(kernel.GetHandle(number).Value));
            _waiter.Observe();
            _ready.Observe();
        }

        /// <summary>Null where nobody gets it: another thread of this process was faster.</summary>
        public static Newcomer? WithNumber(DescriptorLedger kernel, int number, string own)
        {
            var others = new List<GreenSocket>();
            try
            {
                for (int i = 0; i < 32; i++)
                {
                    GreenSocket socket = own == "accept"
                        ? NewSocket()
                        : new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                    if (MatrixCall.NumberOf(socket) == number)
                    {
                        return new Newcomer(kernel, socket, number, own);
                    }

                    others.Add(socket);
                }

                return null;
            }
            finally
            {
                others.ForEach(socket => socket.Dispose());
            }
        }

        public async Task HasNothingOfTheOldOneAsync()
        {
            Assert.False(_waiter.IsDead, $"it was woken: {_waiter.Exception}");
            Assert.False(_ready.IsDead, $"who waits for its number was woken: {_ready.Exception}");
            Assert.All(_kernel.CallsOn(_number), call => Assert.Equal(_own, call));
            using GreenSocket first = await ReachedAsync();
            Assert.Equal(2, await _waiter);
            using GreenSocket second = await ReachedAsync(); // for who waits: what was taken at once is nothing to wait for
            Assert.Null(await EndOfAsync(_ready));
        }

        public void Dispose() => _socket.Dispose();

        private async Task<GreenSocket> ReachedAsync()
        {
            GreenSocket peer = new(_socket.AddressFamily, _socket.SocketType, _socket.ProtocolType);
            if (_own == "accept")
            {
                await peer.ConnectAsync(_socket.LocalEndPoint!);
            }
            else
            {
                await peer.SendToAsync(new byte[] { 1, 2 }, _socket.LocalEndPoint!);
            }

            return peer;
        }

        private async Task<int> ReceiveFromAsync() => (await _socket.ReceiveFromAsync(new byte[8])).ReceivedBytes;

        private async Task<int> AcceptAsync()
        {
            using GreenSocket accepted = await _socket.AcceptAsync();
            return 2;
        }
    }
}
