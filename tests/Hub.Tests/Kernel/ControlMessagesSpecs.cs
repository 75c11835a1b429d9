using FsCheck.Xunit;

namespace Akka.Greensock.Tests;

public sealed class ControlMessagesSpecs
{
    private static readonly int Header = ControlMessages.HeaderBytes;

    [Fact]
    public void Lengths_are_those_of_the_macros()
    {
        // CMSG_LEN and CMSG_SPACE on a 64-bit machine.
        Assert.Equal((16, 16), (ControlMessages.Length(0), ControlMessages.Space(0)));
        Assert.Equal((20, 24), (ControlMessages.Length(4), ControlMessages.Space(4)));
        Assert.Equal((24, 24), (ControlMessages.Length(8), ControlMessages.Space(8)));
        Assert.Equal((25, 32), (ControlMessages.Length(9), ControlMessages.Space(9)));
        Assert.Throws<OverflowException>(() => ControlMessages.Length(int.MaxValue));
        Assert.Throws<OverflowException>(() => ControlMessages.Space(int.MaxValue - 16));
    }

    [Property]
    public bool What_was_written_is_read(int level, int type, byte[][] data)
    {
        AncillaryMessage[] messages = [.. data.Select((d, i) => new AncillaryMessage(level + i, type - i, d))];
        byte[] area = new byte[ControlMessages.Space(messages)];

        ControlMessages.Write(messages, area);

        return ControlMessages.Read(area).SequenceEqual(messages);
    }

    [Property]
    public bool Whatever_stands_in_the_area_is_read_without_leaving_it(byte[] area) =>
        ControlMessages.Read(area).Sum(m => Header + m.Data.Length) <= area.Length;

    [Property]
    public bool Whatever_length_a_header_tells_no_byte_behind_the_area_is_read(long length, byte[] rest)
    {
        byte[] area = [.. BitConverter.GetBytes(length), .. new byte[8], .. rest];

        return ControlMessages.Read(area).Sum(m => Header + m.Data.Length) <= area.Length;
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(15L)]
    [InlineData(long.MinValue)]
    public void A_length_shorter_than_its_header_ends_the_list(long length)
    {
        byte[] area = [.. Message(16 + 4, [1, 2, 3, 4]), 0, 0, 0, 0, .. Message(length, [5, 6, 7, 8])];

        Assert.Equal([1, 2, 3, 4], Assert.Single(ControlMessages.Read(area)).Data.ToArray());
    }

    [Theory]
    [InlineData(21L)]
    [InlineData(int.MaxValue)]
    [InlineData(uint.MaxValue)]
    [InlineData(long.MaxValue)]
    public void A_length_beyond_the_area_gives_what_is_there(long length) =>
        Assert.Equal([1, 2, 3, 4], Assert.Single(ControlMessages.Read(Message(length, [1, 2, 3, 4]))).Data.ToArray());

    [Fact]
    public void A_header_that_is_cut_off_is_none()
    {
        Assert.Empty(ControlMessages.Read([]));
        Assert.Empty(ControlMessages.Read(new byte[Header - 1]));
        byte[] area = [.. Message(16 + 8, new byte[8]), .. new byte[Header - 1]];
        Assert.Single(ControlMessages.Read(area));
    }

    [Fact]
    public void Padding_is_no_message_and_no_data()
    {
        byte[] area = [.. Message(16 + 1, [7]), .. new byte[7]];

        Assert.Equal([7], Assert.Single(ControlMessages.Read(area)).Data.ToArray());
        Assert.Equal([7], Assert.Single(ControlMessages.Read(area.AsSpan(0, 17))).Data.ToArray());
    }

    [Fact]
    public void Level_type_and_data_make_a_message_equal()
    {
        var one = new AncillaryMessage(1, 2, new byte[] { 3 });

        Assert.Equal(new AncillaryMessage(1, 2, new byte[] { 3 }), one);
        Assert.Equal(new AncillaryMessage(1, 2, new byte[] { 3 }).GetHashCode(), one.GetHashCode());
        Assert.NotEqual(one with { Level = 9 }, one);
        Assert.NotEqual(one with { Type = 9 }, one);
        Assert.NotEqual(one with { Data = new byte[] { 4 } }, one);
        Assert.Throws<InvalidOperationException>(() => one.ToInt32());
        Assert.Equal([5], new AncillaryMessage(1, 1, new byte[] { 5, 0, 0, 0, 6, 0 }).ToDescriptors());
    }

    private static byte[] Message(long length, byte[] data) =>
        [.. BitConverter.GetBytes(length), .. BitConverter.GetBytes(1), .. BitConverter.GetBytes(1), .. data];
}
