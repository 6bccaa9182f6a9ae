using System.Buffers;
using System.Collections.Frozen;

namespace Markdwell.Services.Markdown.Code;

/// <summary>The names that authors write behind a fence, as on GitHub. A name that is not here leaves the code plain.</summary>
internal static class Languages
{
    private static readonly FrozenDictionary<string, Language>.AlternateLookup<ReadOnlySpan<char>> ByName = All().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> AfterName = SearchValues.Create("{,:;");

    public static IEnumerable<string> Names => ByName.Dictionary.Keys;

    /// <param name="info">What stands behind the fence: <c>js</c>, <c>js{1,3}</c>, or anything.</param>
    public static Language? Find(ReadOnlySpan<char> info)
    {
        var end = info.IndexOfAny(AfterName);
        return ByName.TryGetValue(end < 0 ? info : info[..end], out var language) ? language : null;
    }

    private static IEnumerable<KeyValuePair<string, Language>> All() =>
    [
        .. Named(CurlyGrammars.C, "c h"),
        .. Named(CurlyGrammars.Cpp, "cpp c++ cc cxx hpp arduino ino cuda objective-c objc"),
        .. Named(CurlyGrammars.CSharp, "csharp c# cs"),
        .. Named(CurlyGrammars.Java, "java"),
        .. Named(CurlyGrammars.Kotlin, "kotlin kt kts"),
        .. Named(CurlyGrammars.Scala, "scala"),
        .. Named(CurlyGrammars.Swift, "swift"),
        .. Named(CurlyGrammars.Go, "go golang"),
        .. Named(CurlyGrammars.Rust, "rust rs"),
        .. Named(CurlyGrammars.JavaScript, "javascript js jsx mjs cjs node"),
        .. Named(CurlyGrammars.TypeScript, "typescript ts tsx mts cts"),
        .. Named(CurlyGrammars.Dart, "dart"),
        .. Named(CurlyGrammars.Groovy, "groovy gradle jenkinsfile"),
        .. Named(CurlyGrammars.Php, "php"),
        .. Named(ScriptGrammars.Python, "python py python3 starlark bazel"),
        .. Named(ScriptGrammars.Ruby, "ruby rb rake gemfile"),
        .. Named(ScriptGrammars.Elixir, "elixir ex exs"),
        .. Named(ScriptGrammars.Perl, "perl pl"),
        .. Named(ScriptGrammars.Lua, "lua"),
        .. Named(ScriptGrammars.R, "r"),
        .. Named(ScriptGrammars.Julia, "julia jl"),
        .. Named(ScriptGrammars.Haskell, "haskell hs elm"),
        .. Named(ScriptGrammars.Shell, "shell sh bash zsh ksh fish"),
        .. Named(ScriptGrammars.PowerShell, "powershell ps1 pwsh"),
        .. Named(ScriptGrammars.Batch, "batch bat cmd"),
        .. Named(ScriptGrammars.VisualBasic, "vb vbnet vba vbscript"),
        .. Named(ScriptGrammars.Docker, "dockerfile docker containerfile"),
        .. Named(ScriptGrammars.Make, "makefile make mk"),
        .. Named(DataGrammars.Json, "json json5 jsonc geojson"),
        .. Named(DataGrammars.Yaml, "yaml yml"),
        .. Named(DataGrammars.Toml, "toml"),
        .. Named(DataGrammars.Ini, "ini properties conf cfg dotenv env editorconfig"),
        .. Named(DataGrammars.Terraform, "terraform tf hcl"),
        .. Named(DataGrammars.GraphQl, "graphql gql"),
        .. Named(DataGrammars.Protobuf, "protobuf proto"),
        .. Named(DataGrammars.Sql, "sql mysql postgresql pgsql plsql tsql sqlite"),
        .. Named(DataGrammars.Css, "css"),
        .. Named(DataGrammars.Scss, "scss sass"),
        .. Named(DataGrammars.Less, "less"),
        .. Named(new MarkupLanguage(CurlyGrammars.TypeScript, DataGrammars.Css), "html htm xhtml vue svelte handlebars hbs"),
        .. Named(new MarkupLanguage(), "xml svg xaml csproj xsl xslt rss plist"),
        .. Named(LineLanguage.Diff, "diff patch udiff"),
        .. Named(LineLanguage.Markdown, "markdown md"),
        .. Named(LineLanguage.Console, "console shell-session terminal"),
    ];

    private static IEnumerable<KeyValuePair<string, Language>> Named(Language language, string names) => names.Split(' ').Select(name => KeyValuePair.Create(name, language));
}
