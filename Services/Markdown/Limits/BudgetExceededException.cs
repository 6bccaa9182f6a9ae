namespace Markdwell.Services.Markdown.Limits;

/// <summary>The only way out of the depth of a parser. Caught by <see cref="MarkdownRenderer"/>, which returns what it carries.</summary>
internal sealed class BudgetExceededException(RenderRefusal refusal) : Exception
{
    public RenderRefusal Refusal => refusal;
}
