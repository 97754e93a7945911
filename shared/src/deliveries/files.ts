/** How large the files of a delivery may be, and how many. */

/** The largest file of a delivery, bytes. */
export const largestDeliveryFileBytes = 10 * 1024 * 1024;
/** The most files of one delivery. */
export const mostDeliveryFiles = 60;
