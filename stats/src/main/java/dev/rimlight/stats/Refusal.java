package dev.rimlight.stats;

/// What cannot be computed is a reason and no number.
public record Refusal(Reason reason)
    implements Result,
        RatioResult,
        ArmResult,
        ContrastResult,
        AdjustedResult,
        FitResult,
        EffectResult,
        MixtureRatioResult {}
