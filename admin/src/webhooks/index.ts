export { EndpointPage } from './EndpointPage.tsx';
export { WebhooksPage } from './WebhooksPage.tsx';
