using System.Text;
using Markdwell.Services.Sources.Pictures;

namespace Markdwell.Tests.Pictures;

/// <summary>The bytes say what they are.</summary>
public sealed class PictureTypeTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D494844520000000200000003", "image/png", 2, 3)]
    [InlineData("FFD8FFE000104A46494600010100000100010000FFC0001108000300020301", "image/jpeg", 2, 3)]
    [InlineData("47494638396102000300", "image/gif", 2, 3)]
    [InlineData("524946460000000057454250565038580A000000000000000100000200000000", "image/webp", 2, 3)]
    [InlineData("524946460000000057454250565038200A0000000000009D012A020003000000", "image/webp", 2, 3)]
    [InlineData("5249464600000000574542505650384C0A0000002F0180000000000000000000", "image/webp", 2, 3)]
    [InlineData("0000001C667479706176696600000000000000146973706500000000000000020000000300", "image/avif", 2, 3)]
    public void A_picture_is_known_by_its_bytes(string hex, string type, int width, int height) =>
        Assert.Equal(new PictureType(type, new(width, height)), PictureType.Of(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("%PDF-1.7")]
    [InlineData("GIF")]
    [InlineData("")]
    [InlineData("<?xml version='1.0'?><html/>")]
    [InlineData("RIFF....WAVE")]
    [InlineData("....ftypheic")]
    public void Anything_else_is_none(string text) => Assert.Null(PictureContent.Read(Encoding.Latin1.GetBytes(text), lasts: true));

    [Theory]
    [InlineData("89504E470D0A1A0A0000000D494844520000FFFF0000FFFF")]
    [InlineData("89504E470D0A1A0A0000000D494844520000000000000003")]
    [InlineData("89504E470D0A1A0A0000000D49484452FFFFFFFF00000003")]
    [InlineData("474946383961FFFFFFFF")]

    // A decoder looks on for the next marker, behind bytes that belong to none.
    [InlineData("FFD8FFE000104A4649460001010000010001000000FFC00011080003000203010000000000")]
    [InlineData("FFD8FFC4")]
    [InlineData("00000000667479706176696600000000")]
    public void A_picture_that_would_fill_the_readers_memory_is_none(string hex) => Assert.Null(PictureContent.Read(Convert.FromHexString(hex), lasts: true));

    [Theory]
    [InlineData("FFD8FF")]
    [InlineData("FFD8FFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("FFD8FFE0000000000000000000000000000000")]
    [InlineData("89504E470D0A1A0A")]
    [InlineData("52494646000000005745425056503858")]
    [InlineData("000000006674797061766966697370650000")]
    public void A_header_that_ends_early_breaks_nothing(string hex) => Assert.NotNull(PictureType.Of(Convert.FromHexString(hex)));
}
