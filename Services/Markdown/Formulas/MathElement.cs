namespace Markdwell.Services.Markdown.Formulas;

/// <summary>One element of MathML.</summary>
/// <param name="Text">Of <c>mi</c>, <c>mn</c>, <c>mo</c> and <c>mtext</c>, which have no children; empty otherwise.</param>
/// <param name="Attributes">Names and values that passed the lists.</param>
internal sealed record MathElement(string Name, string Text, IReadOnlyList<MathElement> Children, IReadOnlyList<KeyValuePair<string, string>> Attributes)
{
    public string? this[string attribute]
    {
        get
        {
            foreach (var (name, value) in Attributes)
            {
                if (name == attribute)
                {
                    return value;
                }
            }
            return null;
        }
    }
}
