namespace Markdwell.Services.Markdown.Code;

/// <summary>What a piece of code is, to a reader's eye. Each has a class of the same name in the style sheet; all else has the colour of text.</summary>
internal enum CodeKind
{
    Comment,
    String,
    Constant,
    Keyword,
    Type,
    Function,
    Variable,
    Property,
    Tag,
    Heading,
    Inserted,
    Deleted,
}
