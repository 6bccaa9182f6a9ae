namespace Markdwell.Sandbox.Rest;

/// <summary>No, and why: in a form both products' clients understand.</summary>
internal sealed class Refusal(int status, string why) : IResult
{
    public static Refusal NotFound => new(404, "not found, or not for you");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Items[typeof(Refusal)] = why;
        return httpContext.Response.WriteAsJsonAsync(new { statusCode = status, message = why, errorMessages = new[] { why }, errors = new { } });
    }
}
