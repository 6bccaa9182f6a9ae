namespace Markdwell.Tests.Markdown.Safety;

/// <summary>The documents in attacks/ hold what someone might write to harm those who read it.</summary>
internal static class Attacks
{
    /// <summary>Ends whatever a text left open, so that none hides the next. In a div, as a paragraph would write an arrow as a reference.</summary>
    public const string Apart =
        "\n\n<div>--> ?> ]]> \" ' ></script></style></textarea></title></xmp></noscript></noembed></noframes></iframe></template></plaintext></svg></math></pre></div>\n\n";

    public static IEnumerable<Passage> All =>
        Documents.Read("attacks", "attack")
            .Concat(Documents.Read("attacks", "attacks").SelectMany(passage =>
                passage.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, index) => new Passage($"{passage.Name}, {index + 1}", line))));
}
