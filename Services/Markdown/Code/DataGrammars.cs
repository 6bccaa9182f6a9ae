using static Markdwell.Services.Markdown.Code.Grammar;

namespace Markdwell.Services.Markdown.Code;

/// <summary>Languages that describe more than they do: data, settings, styles, queries.</summary>
internal static class DataGrammars
{
    private static readonly (string, string)[] Blocks = [("/*", "*/")];

    public static readonly Grammar Json = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        Strings = StringForm.DoubleAndSingle,
        KeyMark = ':',
        Calls = false,
    };

    public static readonly Grammar Yaml = new()
    {
        LineComments = ["#"],
        SpaceBeforeComments = true,
        Strings = [new("\"", "\"", Lines: true), new("'", "'", '\'', Lines: true)],
        Apostrophes = true,
        KeyMark = ':',
        Calls = false,
        WordParts = "-./",
        Sigils = new() { ['&'] = CodeKind.Variable, ['*'] = CodeKind.Variable, ['!'] = CodeKind.Type },
        Constants = Words("true false null yes no on off", ignoreCase: true),
    };

    public static readonly Grammar Toml = new()
    {
        LineComments = ["#"],
        Strings = [new("\"\"\"", "\"\"\"", Lines: true), new("'''", "'''", '\0', Lines: true), new("\"", "\""), new("'", "'", '\0')],
        Sections = true,
        KeyMark = '=',
        Calls = false,
        WordParts = "-.",
    };

    public static readonly Grammar Ini = new()
    {
        LineComments = ["#", ";", "!"],
        SpaceBeforeComments = true,
        Strings = StringForm.DoubleAndSingle,
        Apostrophes = true,
        Sections = true,
        KeyMark = '=',
        Calls = false,
        WordParts = "-.",
        Constants = Words("true false yes no on off", ignoreCase: true),
    };

    public static readonly Grammar Terraform = new()
    {
        LineComments = ["#", "//"],
        BlockComments = Blocks,
        Strings = [new("\"", "\"", Hole: "${")],
        HereText = "<<",
        KeyMark = '=',
        WordParts = "-",
        Keywords = Words("data dynamic for for_each if in locals module moved output provider provisioner resource terraform variable"),
        Types = Words("any bool list map number object set string tuple"),
    };

    public static readonly Grammar GraphQl = new()
    {
        LineComments = ["#"],
        Strings = [new("\"\"\"", "\"\"\"", Lines: true), new("\"", "\"")],
        KeyMark = ':',
        Calls = false,
        CapitalsAreTypes = true,
        Sigils = new() { ['$'] = CodeKind.Variable, ['@'] = CodeKind.Tag },
        Keywords = Words("directive enum extend fragment implements input interface mutation on query repeatable scalar schema subscription type union"),
    };

    public static readonly Grammar Protobuf = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        Strings = StringForm.DoubleAndSingle,
        CapitalsAreTypes = true,
        Keywords = Words("enum extend extensions import map message oneof option optional package public repeated required reserved returns rpc service stream syntax to weak"),
        Types = Words("bool bytes double fixed32 fixed64 float int32 int64 sfixed32 sfixed64 sint32 sint64 string uint32 uint64"),
        Constants = Words("true false"),
    };

    public static readonly Grammar Sql = new()
    {
        LineComments = ["--"],
        BlockComments = Blocks,
        Strings = [new("'", "'", '\'', Lines: true), new("\"", "\"", '"'), new("`", "`", '\0')],
        Sigils = new() { ['@'] = CodeKind.Variable },
        Keywords = Words("add all alter and any as asc begin between by cascade case check column commit constraint create cross database declare default delete desc distinct drop else end except exec execute "
            + "exists fetch foreign from full function grant group having if in index inner insert intersect into is join key left like limit merge natural not offset on or order outer over partition "
            + "primary procedure references replace restrict return returning returns revoke right rollback row rows select set table then to top transaction trigger truncate union unique update use "
            + "using values view when where while window with", ignoreCase: true),
        Types = Words("bigint binary bit blob boolean char date datetime decimal double float int integer json jsonb money nchar numeric nvarchar real serial smallint text time timestamp tinyint uuid varbinary varchar", ignoreCase: true),
        Constants = Words("true false null", ignoreCase: true),
    };

    public static readonly Grammar Css = Styles([], new() { ['.'] = CodeKind.Type, ['#'] = CodeKind.Constant, ['@'] = CodeKind.Keyword });

    public static readonly Grammar Scss =
        Styles(["//"], new() { ['.'] = CodeKind.Type, ['#'] = CodeKind.Constant, ['@'] = CodeKind.Keyword, ['$'] = CodeKind.Variable, ['%'] = CodeKind.Type });

    public static readonly Grammar Less = Styles(["//"], new() { ['.'] = CodeKind.Type, ['#'] = CodeKind.Constant, ['@'] = CodeKind.Variable });

    private static Grammar Styles(string[] lineComments, Dictionary<char, CodeKind> sigils) => new()
    {
        LineComments = lineComments,
        SpaceBeforeComments = true,
        BlockComments = Blocks,
        Strings = StringForm.DoubleAndSingle,
        KeyMark = ':',
        WordParts = "-",
        Sigils = sigils,
        Keywords = Words("!important important and from not only to"),
        Constants = Words(""),
    };
}
