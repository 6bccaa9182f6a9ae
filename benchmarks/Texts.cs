using System.Text;

namespace Markdwell.Benchmarks;

/// <summary>Documents of a given size that look like a README: prose with links, lists, a table, code.</summary>
internal static class Texts
{
    public static string Readme(int bytes)
    {
        var text = new StringBuilder("# A service and its handbook\n\n");
        for (var chapter = 1; text.Length < bytes; chapter++)
        {
            text.Append($"""
                ## Chapter {chapter}: what to know

                The service reads **orders** from the queue, checks them against [the catalogue](https://example.com/catalogue/{chapter}) and
                writes `invoice-{chapter}.json`. It is *idempotent*: the same order twice gives one invoice, see [the rules](#chapter-{chapter}-what-to-know).

                - [x] The queue is named in `QUEUE_{chapter}`
                - [ ] The dashboard shows its depth
                  - nested, with a <kbd>Ctrl</kbd> + <kbd>C</kbd>

                | Setting | Default | Meaning |
                |---|---:|---|
                | `retries` | {chapter} | how often a call is tried |
                | `pause` | 200 | milliseconds between two tries |

                ```csharp
                var invoice = await orders.Where(order => order.Id == {chapter}).Select(order => order.ToInvoice()).SingleAsync();
                ```

                > A quotation that says why chapter {chapter} is here, and nothing else.


                """);
        }

        return text.ToString(0, bytes);
    }
}
