using System.Buffers;
using System.Text;
using Markdwell.Pages.Pictures;
using Markdwell.Services.Connect;
using Markdwell.Services.Connect.Seals;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Shared;

/// <summary>A page as bytes, with holes for what is a viewer's own and for what becomes known after the page was made.</summary>
/// <param name="page">As Razor wrote it.</param>
/// <param name="pageId">The Confluence page whose pictures it shows; null where there can be none.</param>
/// <param name="passes">For whoever looks at it.</param>
public sealed class FinishedPage(byte[] page, string? pageId, Passes passes) : IActionResult
{
    // In the head, where no author's text can stand.
    private readonly int height = page.AsSpan(0, Math.Max(0, page.AsSpan().IndexOf("</head>"u8))).IndexOf(FrameHeight.Hole);

    private readonly int[] places = pageId is null ? [] : PassPlace.Find(page);

    public Task ExecuteResultAsync(ActionContext context) =>
        WriteAsync(context.HttpContext.Response, context.HttpContext.Caller(), context.HttpContext.Features.Get<FrameHeight>());

    public async Task WriteAsync(HttpResponse response, Caller caller, FrameHeight? frame)
    {
        var heights = height < 0 || frame is null ? [] : frame.Known;
        var pass = places.Length == 0 ? [] : Pass(caller);
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength =
            page.Length + (height < 0 ? 0 : heights.Length - FrameHeight.Hole.Length) + (places.Length * (pass.Length - PassPlace.Mark.Length));

        // Before that the server would gather what is written in a buffer of its own, and copy it once more.
        await response.StartAsync(response.HttpContext.RequestAborted);
        var rest = WriteHoles(response.BodyWriter, heights, pass);

        // The rest goes in one piece: written, it would be taken apart into pieces of 4 KB.
        var output = response.BodyWriter;
        page.AsSpan(rest).CopyTo(output.GetSpan(page.Length - rest));
        output.Advance(page.Length - rest);
        await output.FlushAsync(response.HttpContext.RequestAborted);
        frame?.Shown(page);
    }

    private byte[] Pass(Caller caller) => Encoding.ASCII.GetBytes(passes.Issue(caller.Tenant, caller.AccountId, pageId!));

    /// <returns>Where the page goes on behind its last hole.</returns>
    private int WriteHoles(IBufferWriter<byte> output, byte[] heights, byte[] pass)
    {
        var from = 0;
        if (height >= 0)
        {
            output.Write(page.AsSpan(..height));
            output.Write(heights);
            from = height + FrameHeight.Hole.Length;
        }

        foreach (var place in places)
        {
            output.Write(page.AsSpan(from..place));
            output.Write(pass);
            from = place + PassPlace.Mark.Length;
        }

        return from;
    }
}
