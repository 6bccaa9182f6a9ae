using System.Text.Json;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Macros;

/// <summary>What the buttons and keys of the editor do to a text: asked of the scripts that the browser gets. A selection stands between ‹ and ›.</summary>
public sealed class EditorCommandTests
{
    private const string Script = """
        const { EditorState } = await import('./wwwroot/lib/codemirror.js');
        const commands = { ...await import('./wwwroot/js/editor/marks.js'), ...await import('./wwwroot/js/editor/blocks.js') };
        const { continueList } = await import('./wwwroot/js/editor/lists.js');
        const read = text => EditorState.create({
          doc: text.replace(/[‹›]/g, ''),
          selection: { anchor: text.indexOf('‹'), head: text.indexOf('›') - 1 },
        });
        const write = state => {
          const { from, to } = state.selection.main;
          return `${state.sliceDoc(0, from)}‹${state.sliceDoc(from, to)}›${state.sliceDoc(to)}`;
        };
        const run = (state, name) => {
          if (name !== 'enter') {
            return state.update(commands[name](state)).state;
          }
          let after = null;
          continueList({ state, dispatch: transaction => { after = transaction.state; } });
          return after;
        };
        """;

    [Theory]
    [InlineData("bold", "a ‹b› c", "a **‹b›** c")]
    [InlineData("bold", "hel‹›lo", "**hel‹›lo**")]
    [InlineData("bold", "‹›", "**‹›**")]
    [InlineData("bold", "- ‹one\n- two›", "- **‹one**\n- **two›**")]
    [InlineData("bold", "a‹ b ›c", "a **‹b›** c")]
    [InlineData("italic", "**‹b›**", "***‹b›***")]
    [InlineData("italic", "‹**b**›", "***‹b›***")]
    [InlineData("strike", "‹b›", "~~‹b›~~")]
    [InlineData("code", "‹a`b›", "``‹a`b›``")]
    [InlineData("link", "see ‹docs›", "see [docs](‹https://›)")]
    [InlineData("link", "‹https://a.example›", "[‹›](https://a.example)")]
    [InlineData("image", "‹a cat›", "![a cat](‹https://›)")]
    [InlineData("nextHeading", "‹›a", "# ‹›a")]
    [InlineData("nextHeading", "## ‹›a", "### ‹›a")]
    [InlineData("nextHeading", "### ‹›a", "‹›a")]
    [InlineData("quote", "‹a\n\nb›", "> ‹a\n>\n> b›")]
    [InlineData("bulletList", "‹a\n\nb›", "- ‹a\n\n- b›")]
    [InlineData("bulletList", "1. ‹a\n2. b›", "- ‹a\n- b›")]
    [InlineData("numberedList", "‹a\nb›", "1. ‹a\n2. b›")]
    [InlineData("taskList", "  - ‹›a", "  - [ ] ‹›a")]
    [InlineData("codeBlock", "‹a\n```\nb›", "````\n‹a\n```\nb›\n````")]
    [InlineData("alert", "‹›a", "> [!NOTE]\n> ‹›a")]
    [InlineData("table", "a‹›", "a\n\n| ‹Column› | Column |\n| --- | --- |\n|  |  |\n")]
    [InlineData("enter", "- a‹›", "- a\n- ‹›")]
    [InlineData("enter", "  * a‹›b", "  * a\n  * ‹›b")]
    [InlineData("enter", "- [x] a‹›", "- [x] a\n- [ ] ‹›")]
    [InlineData("enter", "1. a‹›\n2. b\n   more\n3. c", "1. a\n2. ‹›\n3. b\n   more\n4. c")]
    [InlineData("enter", "> - a‹›", "> - a\n> - ‹›")]
    [InlineData("enter", "- a\n- ‹›", "- a\n‹›")]
    [InlineData("enter", "> - ‹›", "> ‹›")]
    public async Task A_command_does_what_its_name_says(string command, string before, string after) =>
        Assert.Equal(after, await AskAsync("write(run(read(text), name))", before, command));

    [Theory]
    [InlineData("plain‹›")]
    [InlineData("```\n- a‹›\n```")]
    [InlineData("- ‹a›")]
    public async Task Enter_is_an_ordinary_one_elsewhere(string text) =>
        Assert.Equal("True", await AskAsync("run(read(text), name) === null", text, "enter"));

    /// <summary>All selections of a few texts without marks.</summary>
    [Theory]
    [InlineData("bold")]
    [InlineData("italic")]
    [InlineData("strike")]
    [InlineData("code")]
    [InlineData("link")]
    [InlineData("image")]
    [InlineData("quote")]
    [InlineData("bulletList")]
    [InlineData("numberedList")]
    [InlineData("taskList")]
    [InlineData("codeBlock")]
    [InlineData("alert")]
    public async Task Twice_gives_the_text_back(string command) => Assert.Equal("", await AskAsync(
        """
        (() => {
          for (const doc of ['', 'one', 'one two\n\n  three', 'é 👩‍👩‍👧 x\ty\n', 'a\n\n\nb c']) {
            for (let anchor = 0; anchor <= doc.length; anchor++) {
              for (let head = 0; head <= doc.length; head++) {
                const state = EditorState.create({ doc, selection: { anchor, head } });
                const twice = run(run(state, name), name);
                if (twice.sliceDoc() !== doc) {
                  return `${write(state)} → ${write(run(state, name))} → ${write(twice)}`;
                }
              }
            }
          }
          return '';
        })()
        """, "", command));

    private static async Task<string> AskAsync(string expression, string text, string name)
    {
        var script = $"(async () => {{ {Script} const [text, name] = JSON.parse(process.argv[1]); console.log(JSON.stringify({expression})); }})()";
        return JsonSerializer.Deserialize<JsonElement>(await Node.RunAsync(script, JsonSerializer.Serialize((string[])[text, name]))).ToString();
    }
}
