/** How a listing is sorted; folders always stand first. */
export type ListingOrder = { readonly by: "name" | "size" | "date"; readonly descending: boolean };
