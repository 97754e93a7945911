/** Mozilla's list comes without types. */
declare module 'fxa-common-password-list' {
  const list: {
    /** Whether the password, in exactly these letters, is one of the 50,000. */
    test(password: string): boolean;
  };
  export default list;
}
