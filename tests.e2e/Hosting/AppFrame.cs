namespace Markdwell.Tests.E2E.Hosting;

/// <summary>A frame of the app in a page of the product.</summary>
public sealed class AppFrame(ILocator element)
{
    private const string Misfit = """
        () => {
          const root = document.documentElement;
          // Heights of frames are whole pixels, those of texts are not.
          const gap = Math.trunc(innerHeight - document.querySelector('.ac-content').getBoundingClientRect().bottom);
          return `${Math.max(0, root.scrollHeight - innerHeight - 1)} too low, ${Math.max(0, root.scrollWidth - innerWidth)} too narrow, ${gap} empty`;
        }
        """;

    /// <summary>The frame seen from the page.</summary>
    public ILocator Element { get; } = element;

    public ILocator Body => Locator("body");

    public ILocator Article => Locator("article.markdown");

    public ILocator Notice => Locator(".notice");

    public ILocator Locator(string selector) => Element.ContentFrame.Locator(selector);

    public ILocator GetByRole(AriaRole role, string name) => Element.ContentFrame.GetByRole(role, new() { Name = name });

    /// <summary>The document in it.</summary>
    public async Task<IFrame> DocumentAsync()
    {
        var handle = await Element.ElementHandleAsync();
        return (await handle.ContentFrameAsync())!;
    }

    /// <summary>Its height comes to fit what is in it: nothing cut off, no scrollbar, no gap.</summary>
    public async Task FitsAsync()
    {
        await Expect(Locator(".ac-content")).ToBeAttachedAsync();
        var document = await DocumentAsync();
        await Eventually.EqualAsync("0 too low, 0 too narrow, 0 empty", async () =>
        {
            // Out of sight a browser lets a frame rest; and those above may still grow and push it there.
            await Element.ScrollIntoViewIfNeededAsync();
            return await document.EvaluateAsync<string>(Misfit);
        });
    }
}
