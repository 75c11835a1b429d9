using System.Reflection;
using Xunit.Sdk;

namespace Conformance;

/// <summary>A spec holds in every <see cref="Place"/> that its project has.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PlacesAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        Enum.GetValues<Place>().Select(place => new object[] { place });
}
