using System.Collections.Frozen;
using System.Text.RegularExpressions;
using System.Xml;

namespace Markdwell.Services.Sources.Pictures;

/// <summary>
/// What a drawing may hold. Never here: <c>script</c>, <c>foreignObject</c> (HTML), <c>a</c> (leads away), <c>animate</c> and <c>set</c> (change
/// attributes after they were looked at), <c>on…</c>.
/// </summary>
internal static partial class DrawingLists
{
    public const string XLink = "http://www.w3.org/1999/xlink";

    private const string Svg = "http://www.w3.org/2000/svg";
    private const string Xml = "http://www.w3.org/XML/1998/namespace";
    private const string Xmlns = "http://www.w3.org/2000/xmlns/";

    /// <summary>What drawing programs note for themselves; no browser reads it.</summary>
    private static readonly FrozenSet<string> Notes = Set("""
        http://www.inkscape.org/namespaces/inkscape http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd http://creativecommons.org/ns#
        http://web.resource.org/cc/ http://purl.org/dc/elements/1.1/ http://www.w3.org/1999/02/22-rdf-syntax-ns# http://www.bohemiancoding.com/sketch/ns
        """);

    private static readonly FrozenSet<string> Elements = Set("""
        svg g defs symbol use title desc metadata style switch
        path rect circle ellipse line polyline polygon text tspan textPath image
        linearGradient radialGradient stop pattern clipPath mask marker view
        filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
        feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
        """);

    private static readonly FrozenSet<string> Attributes = Set("""
        id class style lang version baseProfile role tabindex focusable type media title name
        x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d dx dy width height points pathLength transform rotate viewBox preserveAspectRatio overflow
        refX refY markerWidth markerHeight markerUnits orient offset gradientUnits gradientTransform spreadMethod
        patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits mask-type filterUnits primitiveUnits filterRes
        in in2 result mode values operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha surfaceScale
        diffuseConstant specularConstant specularExponent limitingConeAngle pointsAtX pointsAtY pointsAtZ azimuth elevation z scale xChannelSelector yChannelSelector
        stdDeviation radius tableValues slope intercept amplitude exponent baseFrequency numOctaves seed stitchTiles
        startOffset method spacing side textLength lengthAdjust zoomAndPan enable-background requiredFeatures systemLanguage contentScriptType contentStyleType
        alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters color-profile color-rendering cursor direction display
        dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant
        font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color marker marker-start marker-mid marker-end
        mask mix-blend-mode opacity paint-order pointer-events shape-rendering solid-color solid-opacity stop-color stop-opacity stroke stroke-dasharray
        stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration text-orientation text-rendering
        text-transform unicode-bidi vector-effect visibility white-space word-spacing writing-mode
        """);

    public static bool Allow(XmlReader element) =>
        element.Depth == 0 ? element is { NamespaceURI: Svg, LocalName: "svg" }
        : element.NamespaceURI == Svg ? Elements.Contains(element.LocalName)
        : Notes.Contains(element.NamespaceURI);

    public static bool AllowAttribute(XmlReader attribute, string element)
    {
        var (space, name, value) = (attribute.NamespaceURI, attribute.LocalName, attribute.Value);
        return space switch
        {
            Xmlns => true,
            Xml => name is "space" or "lang",
            XLink => name == "href" ? IsHarmlessTarget(value, element) : name is "title" or "type" or "show" or "actuate" or "role" or "arcrole",
            "" when name == "href" => IsHarmlessTarget(value, element),
            "" => (Attributes.Contains(name) || name.StartsWith("data-", StringComparison.Ordinal) || name.StartsWith("aria-", StringComparison.Ordinal)) && IsHarmlessStyle(value),
            _ => Notes.Contains(space),
        };
    }

    /// <summary>
    /// Nothing in it is loaded from anywhere: <c>url(#gradient)</c> alone names a place in the drawing. A backslash could
    /// write each of these words in another way, and a variable hide who names a place.
    /// </summary>
    public static bool IsHarmlessStyle(string style) => !style.Contains('\\', StringComparison.Ordinal) && !Loads().IsMatch(style);

    private static bool IsHarmlessTarget(string target, string element) =>
        target.StartsWith('#') || (element == "image" && Inlined().Match(target) is { Success: true } inlined && FitsABrowser(inlined.Groups["bytes"].Value));

    /// <summary>A drawing is no way around the limits of a picture.</summary>
    private static bool FitsABrowser(string base64)
    {
        // Browsers take it without the signs at its end as well.
        var letters = string.Concat(base64.Where(c => !char.IsWhiteSpace(c) && c != '='));
        var bytes = new byte[letters.Length];
        return Convert.TryFromBase64String(letters.PadRight((letters.Length + 3) / 4 * 4, '='), bytes, out var length)
            && PictureType.Of(bytes.AsSpan(0, length)) is { FitsABrowser: true };
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"@import|(?<![a-z])(image|image-set|-webkit-image-set|src|expression)\s*\(|url\s*\((?!\s*[""']?\s*#)|--[^:;{}]*:[^;{}]*url\s*\(|javascript\s*:|-moz-binding|behavior\s*:", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Loads();

    [GeneratedRegex(@"\Adata:image/(png|jpe?g|gif|webp);base64,(?<bytes>[A-Za-z0-9+/=\s]*)\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Inlined();
}
