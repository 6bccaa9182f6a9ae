using System.Text;
using Markdwell.Pages.Pictures;
using Markdwell.Pages.Shared;

namespace Markdwell.Tests.Pictures;

public sealed class PassPlaceTests
{
    [Fact]
    public void A_document_of_another_process_gets_this_ones_mark()
    {
        var html = $"<img src=\"/pictures/one?pass={PassPlace.Mark}\"><img src=\"/pictures/two?pass={PassPlace.Mark}\">";
        var another = "pass-" + new string('0', PassPlace.Mark.Length - "pass-".Length);
        var written = Encoding.Latin1.GetString(DocumentBytes.Write(new(html, Notice: null)));

        var read = DocumentBytes.Read(Encoding.Latin1.GetBytes(written.Replace(PassPlace.Mark, another, StringComparison.Ordinal)));

        // Left in, it would be shown to an author, who could have it replaced by every reader's pass in an address of his own.
        Assert.Equal(html, read.Html);
        Assert.Equal(2, PassPlace.Find(Encoding.UTF8.GetBytes(read.Html)).Length);
    }
}
