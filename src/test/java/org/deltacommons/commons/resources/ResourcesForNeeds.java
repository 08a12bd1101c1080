package org.deltacommons.commons.resources;

import java.util.List;

/// Published resources of Shanghai with a name and a purpose of their own.
public final class ResourcesForNeeds {

    private ResourcesForNeeds() {}

    /// @param functions what it does
    public static Resource named(String innerId, String nameZh, String functions) {
        Resource sample = SampleResources.resource();
        Details details = sample.details();
        Offer offer = details.offer();
        return new Resource(
                Resource.idOf(sample.provider(), innerId),
                sample.home(),
                ResourceState.PUBLISHED,
                sample.provider(),
                innerId,
                new Details(
                        details.kind(),
                        nameZh,
                        "",
                        details.division(),
                        details.addressZh(),
                        details.addressEn(),
                        details.equipment(),
                        new Offer(
                                offer.disciplines(),
                                offer.industries(),
                                functions,
                                "",
                                offer.indicators(),
                                offer.samples(),
                                "",
                                "",
                                "",
                                false,
                                false,
                                offer.serviceClass(),
                                true,
                                offer.contact()),
                        true,
                        details.source()),
                sample.terms(),
                List.copyOf(sample.prices()),
                sample.since(),
                null,
                null);
    }
}
