using static Markdwell.Services.Markdown.Code.Grammar;

namespace Markdwell.Services.Markdown.Code;

/// <summary>C and those that look like it.</summary>
internal static class CurlyGrammars
{
    private const string Flow = "if else for while do switch case default break continue return try catch finally throw ";
    private const string Objects = "class interface enum extends implements new this super public private protected static abstract final import package ";

    private static readonly (string, string)[] Blocks = [("/*", "*/")];
    private static readonly Dictionary<char, CodeKind> Attributes = new() { ['@'] = CodeKind.Tag };
    private static readonly StringForm Template = new("`", "`", Lines: true, Hole: "${");

    public static readonly Grammar C = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        Strings = StringForm.DoubleAndSingle,
        Directives = true,
        Keywords = Words(Flow + "auto const extern goto inline register restrict sizeof static struct enum union typedef volatile"),
        Types = Words("bool char double float int long short signed unsigned void size_t ssize_t wchar_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t FILE"),
        Constants = Words("true false NULL"),
    };

    public static readonly Grammar Cpp = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        Strings = [new("R\"(", ")\"", '\0', Lines: true), .. StringForm.DoubleAndSingle],
        Directives = true,
        Keywords = Words(Flow + "alignas alignof auto class co_await co_return co_yield concept const consteval constexpr constinit const_cast decltype delete dynamic_cast "
            + "enum explicit export extern final friend goto import inline module mutable namespace new noexcept operator override private protected public "
            + "reinterpret_cast requires sizeof static static_assert static_cast struct template this thread_local typedef typeid typename union using virtual volatile"),
        Types = Words("bool char char8_t char16_t char32_t double float int long short signed unsigned void size_t wchar_t string vector map int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t"),
        Constants = Words("true false nullptr NULL"),
    };

    public static readonly Grammar CSharp = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        Directives = true,
        CapitalsAreTypes = true,
        Strings =
        [
            new("\"\"\"", "\"\"\"", '\0', Lines: true), new("$@\"", "\"", '"', Lines: true, Hole: "{"), new("@$\"", "\"", '"', Lines: true, Hole: "{"),
            new("$\"", "\"", Hole: "{"), new("@\"", "\"", '"', Lines: true), .. StringForm.DoubleAndSingle,
        ],
        Keywords = Words(Flow + "abstract and as async await base checked class const delegate enum event explicit extern file fixed foreach get global goto implicit in init "
            + "interface internal is lock namespace new not operator or out override params partial private protected public readonly record ref required return sealed "
            + "set sizeof stackalloc static struct this typeof unchecked unsafe using value var virtual volatile when where with yield"),
        Types = Words("bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong ushort void"),
    };

    public static readonly Grammar Java = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        CapitalsAreTypes = true,
        Sigils = Attributes,
        Strings = [new("\"\"\"", "\"\"\"", Lines: true), .. StringForm.DoubleAndSingle],
        Keywords = Words(Flow + Objects + "assert instanceof native non permits record sealed strictfp synchronized throws transient var volatile yield"),
        Types = Words("boolean byte char double float int long short void"),
    };

    public static readonly Grammar Kotlin = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        CapitalsAreTypes = true,
        Sigils = Attributes,
        Strings = [new("\"\"\"", "\"\"\"", '\0', Lines: true, Hole: "${"), new("\"", "\"", Hole: "${"), new("'", "'")],
        Keywords = Words(Flow + "abstract actual annotation as by class companion const constructor crossinline data enum expect external final fun get import in infix init inline "
            + "inner interface internal is lateinit noinline object open operator out override package private protected public reified sealed set super suspend this "
            + "throw typealias val var vararg when where"),
    };

    public static readonly Grammar Scala = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        CapitalsAreTypes = true,
        Sigils = Attributes,
        Strings = [new("s\"\"\"", "\"\"\"", '\0', Lines: true, Hole: "${"), new("\"\"\"", "\"\"\"", '\0', Lines: true), new("s\"", "\"", Hole: "${"), .. StringForm.DoubleAndSingle],
        Keywords = Words(Flow + "abstract class def derives end enum export extends extension final given implicit import inline lazy match new object opaque override package private "
            + "protected sealed super then this trait transparent type using val var with yield"),
    };

    public static readonly Grammar Swift = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        CapitalsAreTypes = true,
        Sigils = Attributes,
        Directives = true,
        Strings = [new("\"\"\"", "\"\"\"", Lines: true, Hole: "\\("), new("\"", "\"", Hole: "\\(")],
        Keywords = Words(Flow + "actor any as associatedtype async await class convenience defer deinit didSet enum extension fallthrough fileprivate final func get guard import in "
            + "indirect init inout internal is lazy let mutating nonisolated open operator override private protocol public repeat required rethrows self Self set some static "
            + "struct subscript super throws typealias unowned var weak where willSet"),
        Constants = Words("true false nil"),
    };

    public static readonly Grammar Go = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        Strings = [new("`", "`", '\0', Lines: true), .. StringForm.DoubleAndSingle],
        Keywords = Words(Flow + "chan const defer fallthrough func go goto import interface map package range select struct type var"),
        Types = Words("any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr"),
        Constants = Words("true false nil iota"),
    };

    public static readonly Grammar Rust = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        CapitalsAreTypes = true,
        Lifetimes = true,
        WordParts = "!",
        Strings = [new("r#\"", "\"#", '\0', Lines: true), new("r\"", "\"", '\0', Lines: true), new("b\"", "\"", Lines: true), new("\"", "\"", Lines: true), new("'", "'")],
        Keywords = Words("as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait type unsafe use where while"),
        Types = Words("bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize"),
        Constants = Words("true false"),
    };

    public static readonly Grammar JavaScript = Script("");

    public static readonly Grammar TypeScript =
        Script("abstract as declare enum implements interface is keyof namespace override private protected public readonly satisfies type infer asserts");

    public static readonly Grammar Dart = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        CapitalsAreTypes = true,
        Sigils = Attributes,
        Strings = [new("'''", "'''", Lines: true, Hole: "${"), new("\"\"\"", "\"\"\"", Lines: true, Hole: "${"), new("\"", "\"", Hole: "${"), new("'", "'", Hole: "${")],
        Keywords = Words(Flow + Objects + "as assert async await base const covariant deferred dynamic export extension external factory get hide in is late library mixin on operator "
            + "part required rethrow sealed set show sync typedef var when with yield"),
        Types = Words("bool double int num void"),
    };

    public static readonly Grammar Groovy = new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        CapitalsAreTypes = true,
        Sigils = Attributes,
        Strings = [new("'''", "'''", Lines: true), new("\"\"\"", "\"\"\"", Lines: true, Hole: "${"), new("\"", "\"", Hole: "${"), new("'", "'")],
        Keywords = Words(Flow + Objects + "as assert def in instanceof throws trait var"),
        Types = Words("boolean byte char double float int long short void"),
    };

    public static readonly Grammar Php = new()
    {
        LineComments = ["//", "#"],
        BlockComments = Blocks,
        CapitalsAreTypes = true,
        Sigils = new() { ['$'] = CodeKind.Variable },
        HereText = "<<<",
        Strings = [new("\"", "\"", Lines: true, Hole: "{$"), new("'", "'", Lines: true)],
        Keywords = Words(Flow + "abstract and array as class clone const declare echo elseif empty enddeclare endfor endforeach endif endswitch endwhile enum exit extends final fn "
            + "foreach function global goto implements include include_once instanceof insteadof interface isset list match namespace new or print private protected public "
            + "readonly require require_once static trait unset use var xor yield"),
        Types = Words("bool int float string void mixed iterable callable object never self parent"),
        Constants = Words("true false null TRUE FALSE NULL"),
    };

    private static Grammar Script(string more) => new()
    {
        LineComments = ["//"],
        BlockComments = Blocks,
        Strings = [Template, .. StringForm.DoubleAndSingle],
        Patterns = true,
        Tags = true,
        CapitalsAreTypes = true,
        Sigils = Attributes,
        WordParts = "$",
        Keywords = Words(Flow + "as async await class const debugger delete export extends from function get import in instanceof let new of set static super this typeof var void with yield " + more),
        Types = more.Length > 0 ? Words("any bigint boolean never number object string symbol unknown") : Words(""),
        Constants = Words("true false null undefined NaN Infinity"),
    };
}
