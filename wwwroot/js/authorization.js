/** The header of a call to our own server: a token that the product makes for this frame and its viewer. */
export async function authorization() {
  return { Authorization: `JWT ${await AP.context.getToken()}` };
}
