namespace Markdwell.Tests.E2E.Hosting;

/// <summary>Shows whether a text did anything but be read.</summary>
internal static class Tripwire
{
    /// <summary>Set before any script of a frame runs: whatever an attack can call leaves its mark, and what it can do to the page is seen.</summary>
    private const string Wire = """
        window.tripped = [];
        for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
          window[name] = () => { window.tripped.push(name); };
        }
        addEventListener('securitypolicyviolation', event => window.tripped.push(`${event.violatedDirective} ${event.blockedURI}`));
        """;

    /// <summary>Stirs all that could be waiting for a person's hand, then looks at what stands in the document.</summary>
    private const string Stir = """
        () => {
          const found = [...window.tripped];
          const article = document.querySelector('article.markdown');
          // Buttons that our own scripts add; a text cannot bring these classes.
          for (const element of article.querySelectorAll(':not(button.heading-link, .code > pre + button.copy)')) {
            for (const type of ['mouseover', 'pointerenter', 'focus', 'toggle', 'error', 'load', 'animationstart', 'beforetoggle']) {
              element.dispatchEvent(new Event(type));
            }
            if (element.localName.match(/^(script|style|link|meta|base|iframe|frame|object|embed|form|button|textarea|select|svg|template|dialog)$/)) {
              found.push(element.outerHTML);
            }
            // Formulas are MathML of our own making; nothing of HTML lives in one, and nothing leads anywhere.
            if (element.closest('math') && (element.namespaceURI !== 'http://www.w3.org/1998/Math/MathML' || element.matches('[href], [src], semantics, annotation-xml, maction'))) {
              found.push(element.outerHTML);
            }
            if (element.localName === 'input' && !(element.type === 'checkbox' && element.disabled)) {
              found.push(element.outerHTML);
            }
            if ([...element.attributes].some(({ name }) => name.startsWith('on') || name === 'style' || name === 'srcdoc')) {
              found.push(element.outerHTML);
            }
            // A colon alone: an address that the browser cannot read leads nowhere.
            if (element.localName === 'a' && element.href && !/^(https?|mailto|tel|xmpp|):$/.test(element.protocol)) {
              found.push(element.outerHTML);
            }
          }
          const stray = [...document.body.children].filter(element => !element.matches('.ac-content, .copy-said, iframe.diagram-sandbox[sandbox="allow-scripts"]'));
          const inside = [...document.querySelector('.ac-content').children].filter(element => !element.matches('article, .ac-resize-sensor'));
          return [...found, ...window.tripped, ...[...stray, ...inside].map(element => element.outerHTML), ...(document.title === 'Markdown' ? [] : [document.title])];
        }
        """;

    public static Task StretchAsync(IPage page) => page.AddInitScriptAsync(Wire);

    public static async Task IsUntouchedAsync(AppFrame frame)
    {
        await Expect(frame.Article).ToBeAttachedAsync();
        Assert.Empty(await FoundAsync(await frame.DocumentAsync()));
    }

    /// <summary>What was called, and what stands there that should not.</summary>
    public static Task<string[]> FoundAsync(IFrame document) => document.EvaluateAsync<string[]>(Stir);
}
