namespace Markdwell.Services;

/// <summary>A setting that the app cannot start with. The message is for the operator and names the setting.</summary>
public sealed class SettingException(string message) : Exception(message);
