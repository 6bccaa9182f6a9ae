using System.Text;
using System.Text.RegularExpressions;
using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Code;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Markdown.Code;

/// <summary>What is what in each language. <c>specs/code.md</c> shows a few of them whole.</summary>
public sealed class LanguageTests
{
    private static readonly MarkdownRenderer Renderer = new(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) });

    /// <summary>A language, a text in it, and pieces as "kind piece".</summary>
    public static TheoryData<string, string, string[]> Snippets() => new()
    {
        { "c", "#include <stdio.h>\nint main(void) { /* hi */ return '\\'' + 0x1F; }", ["keyword #include", "type int", "function main", "comment /* hi */", "keyword return", "string '\\''", "constant 0x1F"] },
        { "c++", "template <typename T> auto f(T x) -> bool { return x == R\"(a\"b)\"; } // end", ["keyword template", "type bool", "string R\"(a\"b)\"", "comment // end"] },
        { "cs", "[Fact] public string A(int n) => $\"a {n + 1} {{b}}\" + @\"c:\\\" + 1_000;", ["type Fact", "keyword public", "type string", "function A", "string $\"a {", "string } {{b}}\"", "string @\"c:\\\"", "constant 1_000"] },
        { "java", "@Override public void run() { var s = \"\"\"\n a \"b\"\n \"\"\"; }", ["tag @Override", "keyword public", "type void", "function run", "string \"\"\"\n a \"b\"\n \"\"\""] },
        { "kotlin", "fun a(x: Int) = \"b ${x + 1}\" // c", ["keyword fun", "function a", "type Int", "string \"b ${", "string }\"", "comment // c"] },
        { "scala", "def f(x: Int): String = s\"a ${x}\"", ["keyword def", "function f", "type Int", "string s\"a ${"] },
        { "swift", "func f(_ a: Int) -> String { \"x \\(a * 2) y\" }", ["keyword func", "function f", "type Int", "string \"x \\(", "string ) y\"", "constant 2"] },
        { "go", "func main() { s := `a\n b`; if err != nil { return } }", ["keyword func", "function main", "string `a\n b`", "constant nil", "keyword return"] },
        { "rust", "fn f<'a>(x: &'a str) -> char { println!(r#\"a \"b\"\"#); 'x' }", ["keyword fn", "function f", "variable 'a", "type str", "function println!", "string r#\"a \"b\"\"#", "string 'x'"] },
        { "js", "const re = /[/\"]+/g, t = `a ${`b ${c}`} d`; x = 4 / 2 / 1; // e", ["keyword const", "string /[/\"]+/g", "string `a ${`b ${", "string }`} d`", "constant 4", "comment // e"] },
        { "ts", "export interface A<T> { readonly b: string; c?: Map<T, number> }", ["keyword export interface", "type A", "keyword readonly", "type string", "type Map", "type number"] },
        { "tsx", "return <Foo.Bar a={1}>x</Foo.Bar>;", ["keyword return", "tag Foo.Bar", "constant 1"] },
        { "dart", "@override Widget build() => Text('a ${b + 1}');", ["tag @override", "type Widget", "function build", "string 'a ${", "constant 1"] },
        { "groovy", "def a = \"b ${c}\" /* d */", ["keyword def", "string \"b ${", "comment /* d */"] },
        { "php", "<?php\nfunction f(?string $a): int { return \"x {$a}\"; } # y", ["keyword function", "function f", "type string", "variable $a", "type int", "comment # y"] },
        { "python", "@dec\nasync def f(a: int = 1) -> None:\n    '''doc\n    '''\n    return f\"{a!r}\" # x", ["tag @dec", "keyword async def", "function f", "type int", "constant None", "string '''doc\n    '''", "string f\"{", "comment # x"] },
        { "ruby", "class A < B\n  attr_reader :c\n  def d?(e) = \"f #{@g}\" =~ /h/i\nend", ["keyword class", "type A", "constant :c", "function d?", "string \"f #{", "variable @g", "string }\"", "keyword end"] },
        { "elixir", "defmodule A do\n  @b :c # d\n  def e(f), do: \"#{f}\"\nend", ["keyword defmodule", "type A", "keyword do", "variable @b", "constant :c", "comment # d", "function e"] },
        { "perl", "my @a = qw(b c); # d\nprint \"e $f\" if $a[0] =~ /g/;", ["keyword my", "variable @a", "string qw(b c)", "comment # d", "keyword print", "string /g/"] },
        { "lua", "--[[ a\nb ]] local function f(x) return [[c]] end -- d", ["comment --[[ a\nb ]]", "keyword local function", "function f", "string [[c]]", "comment -- d"] },
        { "r", "f <- function(x) mean(x, na.rm = TRUE) # a", ["keyword function", "function mean", "constant TRUE", "comment # a"] },
        { "julia", "function f(x::Int) \"a $(x + 1)\" end # b", ["keyword function", "function f", "type Int", "string \"a $(", "comment # b"] },
        { "haskell", "data A = B Int deriving Show -- c", ["keyword data", "type A", "keyword deriving", "comment -- c"] },
        { "bash", "if [ -z \"$A\" ]; then\n  echo 'it' | grep -v $B # c\nfi\ncat <<EOF\n$x 'y\nEOF\nls", ["keyword if", "string \"$A\"", "keyword then", "function echo", "string 'it'", "function grep", "variable $B", "comment # c", "string <<EOF\n$x 'y\nEOF\n", "function ls"] },
        { "powershell", "Get-Item -Path $a | Where-Object { $_.B -eq 'c' } # d", ["function Get-Item", "variable $a", "function Where-Object", "variable $_", "string 'c'", "comment # d"] },
        { "bat", "REM a\nif exist \"%b%\" del %b%", ["comment REM a", "keyword if exist", "string \"%b%\"", "keyword del", "variable %b"] },
        { "vb", "Public Function F(a As Integer) As String ' b", ["keyword Public Function", "function F", "keyword As", "type Integer", "comment ' b"] },
        { "dockerfile", "FROM node:22 AS build\nENV A=$B\nRUN npm ci && echo \"x\" # c", ["keyword FROM", "constant 22", "keyword AS", "variable $B", "keyword RUN", "string \"x\"", "comment # c"] },
        { "makefile", "all: $(A) # b\n\techo \"c\"\nifdef D", ["property all", "comment # b", "string \"c\"", "keyword ifdef"] },
        { "json", "{\"a\": [\"b\", -1.5e3, true, null]}", ["property \"a\"", "string \"b\"", "constant 1.5e3", "constant true", "constant null"] },
        { "yaml", "# a\non: push\njobs:\n  b-c: &d\n    - run: \"e\" # f\n    - it's: yes", ["comment # a", "property on", "property b-c", "variable &d", "property run", "string \"e\"", "comment # f", "constant yes"] },
        { "toml", "[a.b]\nc = \"d\" # e\nf = 2024-01-01", ["heading [a.b]", "property c", "string \"d\"", "comment # e", "property f"] },
        { "ini", "; a\n[b]\nc.d = it's\n", ["comment ; a", "heading [b]", "property c.d"] },
        { "hcl", "resource \"a\" \"b\" {\n  c = \"d-${var.e}\" # f\n}", ["keyword resource", "string \"a\" \"b\"", "property c", "string \"d-${", "comment # f"] },
        { "graphql", "query A($b: ID!) { c(d: $b) @include(if: true) } # e", ["keyword query", "type A", "variable $b", "type ID", "property d", "tag @include", "comment # e"] },
        { "proto", "message A { repeated string b = 1; } // c", ["keyword message", "type A", "keyword repeated", "type string", "constant 1", "comment // c"] },
        { "sql", "select Count(*) FROM t WHERE a = 'it''s' AND b::int > 5 -- c", ["keyword select", "function Count", "keyword FROM", "string 'it''s'", "keyword AND", "constant 5", "comment -- c"] },
        { "css", ".a:hover { --b: 1; color: #fff; width: calc(10px + 5%) } /* c */ @media (d) {}", ["type .a", "variable --b", "property color", "constant #fff", "function calc", "constant 10px", "constant 5%", "comment /* c */", "keyword @media"] },
        { "scss", "$a: 1px; // b\n.c { @include d($a); }", ["variable $a", "constant 1px", "comment // b", "type .c", "keyword @include", "function d"] },
        { "less", "@a: 1px; .b { color: @a; } // c", ["variable @a", "constant 1px", "type .b", "property color", "comment // c"] },
        { "html", "<!-- a --><b class=\"c\" d=e>&amp;</b><script>let x = '1';</script><style>.y { z: 1 }</style>", ["comment <!-- a -->", "tag b", "property class", "string \"c\"", "string e", "constant &amp;", "keyword let", "string '1'", "type .y", "tag style"] },
        { "xml", "<?xml version=\"1.0\"?><a:b c='d'/><![CDATA[ <e> ]]>", ["tag xml", "property version", "string \"1.0\"", "tag a:b", "string 'd'", "string <![CDATA[ <e> ]]>"] },
        { "diff", "diff --git a b\n@@ -1 +1 @@\n-a\n+b\n c", ["heading diff --git a b\n@@ -1 +1 @@", "deleted -a", "inserted +b"] },
        { "markdown", "# A\n- b `c`\n> d", ["heading # A", "keyword -", "string `c`", "comment > d"] },
        { "console", "$ npm ci\nadded 'one\n$ ls # a", ["comment $", "function npm", "function ls", "comment # a"] },
    };

    [Theory, MemberData(nameof(Snippets))]
    public void Its_pieces_have_their_kinds(string language, string code, string[] pieces)
    {
        var html = Html($"``````{language}\n{code}\n``````\n", Renderer);

        Assert.All(pieces, piece =>
        {
            var (kind, text) = (piece[..piece.IndexOf(' ', StringComparison.Ordinal)], piece[(piece.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            var escaped = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
            Assert.Contains($"<span class=\"code-{kind}\">{escaped}</span>", html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_language_has_a_snippet()
    {
        var covered = Snippets().Select(row => Languages.Find(row.Data.Item1)).ToHashSet();

        Assert.All(Languages.Names, name => Assert.Contains(Languages.Find(name), covered));
        Assert.True(covered.Count >= 40, $"{covered.Count}");
    }

    [Fact]
    public void The_guide_lists_every_name_and_no_other()
    {
        var list = Regex.Match(Repository.Read("docs", "markdown.md"), "<!-- languages -->\n(?<names>.*?)\n<!-- -->", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Groups["names"].Value;
        var listed = Regex.Matches(list, "`(?<name>[^`]+)`", RegexOptions.None, TimeSpan.FromSeconds(1)).SelectMany(match => match.Groups["name"].Value.Split(' '));

        Assert.Equal(Languages.Names.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    internal static string Html(string markdown, MarkdownRenderer renderer)
    {
        var rendered = renderer.Render(markdown, "md-");
        Assert.Null(rendered.Refusal);
        return Encoding.UTF8.GetString(rendered.Html.Span);
    }
}
