using static Markdwell.Services.Markdown.Code.Grammar;

namespace Markdwell.Services.Markdown.Code;

/// <summary>Languages of scripts and shells.</summary>
internal static class ScriptGrammars
{
    private static readonly Dictionary<char, CodeKind> Dollars = new() { ['$'] = CodeKind.Variable };

    public static readonly Grammar Python = new()
    {
        LineComments = ["#"],
        Strings = PythonStrings(),
        CapitalsAreTypes = true,
        Sigils = new() { ['@'] = CodeKind.Tag },
        Keywords = Words("and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield self"),
        Types = Words("bool bytes dict float int list object set str tuple type"),
        Constants = Words("True False None"),
    };

    public static readonly Grammar Ruby = new()
    {
        LineComments = ["#"],
        SpaceBeforeComments = true,
        BlockComments = [("=begin", "=end")],
        HereText = "<<",
        Patterns = true,
        CapitalsAreTypes = true,
        WordParts = "?!",
        Strings =
        [
            new("\"", "\"", Lines: true, Hole: "#{"), new("'", "'", Lines: true), new("`", "`", Hole: "#{"),
            new("%w[", "]", Lines: true), new("%w(", ")", Lines: true), new("%i[", "]", Lines: true), new("%q(", ")", Lines: true), new("%Q(", ")", Lines: true, Hole: "#{"),
        ],
        Sigils = new() { ['@'] = CodeKind.Variable, ['$'] = CodeKind.Variable, [':'] = CodeKind.Constant },
        Keywords = Words("alias and attr_accessor attr_reader attr_writer begin break case class def defined? do else elsif end ensure extend for if in include module next not or private protected "
            + "public raise redo require require_relative rescue retry return self super then undef unless until when while yield"),
        Constants = Words("true false nil"),
    };

    public static readonly Grammar Elixir = new()
    {
        LineComments = ["#"],
        Strings = [new("\"\"\"", "\"\"\"", Lines: true, Hole: "#{"), new("\"", "\"", Lines: true, Hole: "#{"), new("'", "'")],
        CapitalsAreTypes = true,
        WordParts = "?!",
        Sigils = new() { ['@'] = CodeKind.Variable, [':'] = CodeKind.Constant },
        Keywords = Words("after alias and case catch cond def defimpl defmacro defmodule defp defprotocol defstruct do else end fn for if import in not or quote raise receive require rescue try unless unquote use when with"),
        Constants = Words("true false nil"),
    };

    public static readonly Grammar Perl = new()
    {
        LineComments = ["#"],
        SpaceBeforeComments = true,
        BlockComments = [("=pod", "=cut"), ("=head1", "=cut")],
        HereText = "<<",
        Patterns = true,
        Strings = [new("\"", "\"", Lines: true), new("'", "'", Lines: true), new("qw(", ")", Lines: true), new("qq{", "}", Lines: true), new("qq(", ")", Lines: true), new("q(", ")", Lines: true), new("qr/", "/")],
        Sigils = new() { ['$'] = CodeKind.Variable, ['@'] = CodeKind.Variable, ['%'] = CodeKind.Variable },
        Keywords = Words("and cmp continue die do each else elsif eq for foreach ge given gt if last le local lt my ne next no not or our package print printf push redo require return say shift sub "
            + "unless until use warn wantarray when while x xor"),
        Constants = Words("undef __FILE__ __LINE__"),
    };

    public static readonly Grammar Lua = new()
    {
        LineComments = ["--"],
        BlockComments = [("--[[", "]]")],
        Strings = [new("[[", "]]", '\0', Lines: true), .. StringForm.DoubleAndSingle],
        Keywords = Words("and break do else elseif end for function goto if in local not or repeat return then until while"),
        Constants = Words("true false nil"),
    };

    public static readonly Grammar R = new()
    {
        LineComments = ["#"],
        Strings = StringForm.DoubleAndSingle,
        WordParts = ".",
        Keywords = Words("break else for function if in library next repeat require return while"),
        Constants = Words("TRUE FALSE NULL NA NaN Inf"),
    };

    public static readonly Grammar Julia = new()
    {
        LineComments = ["#"],
        BlockComments = [("#=", "=#")],
        Strings = [new("\"\"\"", "\"\"\"", Lines: true, Hole: "$("), new("\"", "\"", Hole: "$(")],
        CapitalsAreTypes = true,
        WordParts = "!",
        Sigils = new() { ['@'] = CodeKind.Tag },
        Keywords = Words("abstract baremodule begin break catch const continue do else elseif end export finally for function global if import in isa let local macro module mutable primitive quote "
            + "return struct try using where while"),
        Constants = Words("true false nothing missing"),
    };

    public static readonly Grammar Haskell = new()
    {
        LineComments = ["--"],
        BlockComments = [("{-", "-}")],
        Strings = [new("\"", "\"")],
        CapitalsAreTypes = true,
        WordParts = "'",
        Keywords = Words("case class data deriving do else if import in infix infixl infixr instance let module newtype of qualified then type where"),
        Constants = Words("True False"),
    };

    public static readonly Grammar Shell = new()
    {
        LineComments = ["#"],
        SpaceBeforeComments = true,
        Sigils = Dollars,
        HereText = "<<",
        Commands = true,
        Calls = false,
        WordParts = "-./",
        Strings = [new("\"", "\"", Lines: true), new("'", "'", '\0', Lines: true)],
        Keywords = Words("case do done elif else esac exec exit export fi for function if in local readonly return select set shift source sudo then time trap unset until while"),
        Constants = Words("true false"),
    };

    public static readonly Grammar PowerShell = new()
    {
        LineComments = ["#"],
        BlockComments = [("<#", "#>")],
        Sigils = Dollars,
        Commands = true,
        WordParts = "-",
        Strings = [new("@\"\n", "\n\"@", '\0', Lines: true), new("@'\n", "\n'@", '\0', Lines: true), new("\"", "\"", '`', Lines: true), new("'", "'", '\'', Lines: true)],
        Keywords = Words("begin break catch class continue data do dynamicparam else elseif end enum exit filter finally for foreach from function if in param process return switch throw trap try until using while", ignoreCase: true),
    };

    public static readonly Grammar Batch = new()
    {
        LineComments = ["rem ", "REM ", "::"],
        SpaceBeforeComments = true,
        Strings = [new("\"", "\"", '\0')],
        Commands = true,
        Calls = false,
        Keywords = Words("call cd copy del do echo else endlocal errorlevel exist exit for goto if in not pause set setlocal shift start", ignoreCase: true),
        Sigils = new() { ['%'] = CodeKind.Variable },
    };

    public static readonly Grammar VisualBasic = new()
    {
        LineComments = ["'"],
        Strings = [new("\"", "\"", '"')],
        Calls = true,
        Keywords = Words("And As ByRef ByVal Call Case Catch Class Const Dim Do Each Else ElseIf End Enum Exit Finally For Friend Function Get If Implements Imports In Inherits Interface Is Let Loop Me Mod "
            + "Module MustOverride MyBase Namespace New Next Not Of On Option Optional Or Overridable Overrides Private Property Protected Public ReadOnly Return Select Set Shared Static Step Structure Sub "
            + "Then Throw To Try Using Until Wend When While With WithEvents", ignoreCase: true),
        Types = Words("Boolean Byte Char Date Decimal Double Integer Long Object Short Single String Variant", ignoreCase: true),
        Constants = Words("True False Nothing", ignoreCase: true),
    };

    public static readonly Grammar Docker = new()
    {
        LineComments = ["#"],
        SpaceBeforeComments = true,
        Strings = StringForm.DoubleAndSingle,
        Apostrophes = true,
        Sigils = Dollars,
        Calls = false,
        WordParts = "-./",
        Keywords = Words("FROM AS RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG ONBUILD STOPSIGNAL HEALTHCHECK SHELL"),
    };

    public static readonly Grammar Make = new()
    {
        LineComments = ["#"],
        SpaceBeforeComments = true,
        Strings = StringForm.DoubleAndSingle,
        Apostrophes = true,
        KeyMark = ':',
        Calls = false,
        WordParts = "-./",
        Sigils = Dollars,
        Keywords = Words("define else endef endif export ifdef ifeq ifndef ifneq include override unexport vpath"),
    };

    private static StringForm[] PythonStrings() =>
    [
        .. from prefix in (string[])["f", "F", "rf", "fr", "r", "R", "b", "rb", "br", "u", ""]
           from quote in (string[])["\"\"\"", "'''", "\"", "'"]
           select new StringForm(prefix + quote, quote, Lines: quote.Length > 1, Hole: prefix.Contains('f', StringComparison.OrdinalIgnoreCase) ? "{" : null),
    ];
}
