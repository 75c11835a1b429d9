namespace Akka.Greensock.Tests;

public class DescriptorNumbersSpecs
{
    [Fact]
    public void It_knows_the_owner_of_a_number_until_that_is_given_away() => TestHub.Run(() =>
    {
        var numbers = new DescriptorNumbers();
        Owned low = new(3);
        Owned high = new(10_000);
        numbers.Own(low);
        numbers.Own(high);
        Assert.Same(low, numbers.OwnerOf(3));
        Assert.Same(high, numbers.OwnerOf(10_000));
        Assert.Equal([null, null, null], new[] { 4, 10_001, int.MaxValue }.Select(numbers.OwnerOf));

        // Another has got the number already: what the first one gives away late is not its own any more.
        Owned next = new(3);
        numbers.Own(next);
        numbers.Disown(low);
        Assert.Same(next, numbers.OwnerOf(3));
        numbers.Disown(next);
        Assert.Null(numbers.OwnerOf(3));
        return Task.CompletedTask;
    });

    [Fact]
    public void An_owner_that_has_lost_its_number_without_a_word_is_none() => TestHub.Run(() =>
    {
        var numbers = new DescriptorNumbers();
        Owned owner = new(5);
        numbers.Own(owner);
        owner.Lose();
        Assert.Null(numbers.OwnerOf(5));
        numbers.Disown(owner);
        return Task.CompletedTask;
    });

    [Fact]
    public void Each_kernel_has_its_own_numbers_and_its_hubs_share_them()
    {
        var kernel = new PortableKernel();
        Assert.Same(DescriptorNumbers.Of(kernel), DescriptorNumbers.Of(kernel));
        Assert.NotSame(DescriptorNumbers.Of(kernel), DescriptorNumbers.Of(new PortableKernel()));
        using var one = new TestHub(new HubOptions { OtherKernel = kernel });
        using var other = new TestHub(new HubOptions { OtherKernel = kernel });
        Assert.Same(one.Hub.Numbers, other.Hub.Numbers);
    }

    private sealed class Owned(int number) : Descriptor(Hub.Current!, number)
    {
        public void Lose() => Number = -1;

        internal override void OnReady(Readiness readiness)
        {
        }

        internal override void OnHubEnded()
        {
        }
    }
}
